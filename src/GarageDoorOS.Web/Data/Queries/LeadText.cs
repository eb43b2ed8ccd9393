using System.Linq.Expressions;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>How a term is tested on a lead.</summary>
internal static class LeadText
{
    /// <summary>Trigrams know no text below three letters.</summary>
    private const int Trigram = 3;

    public static bool IsLong(this Term term) => term.Alternatives.All(a => a.EnumerateRunes().Count() >= Trigram);

    public static Expression<Func<Lead, bool>> Occurs(string text) => l => l.SearchText.Contains(text);

    public static Expression<Func<Lead, bool>> OccursInName(string text) => l => l.NameSort.Contains(text);

    public static Expression<Func<Lead, bool>> BeginsName(string text)
    {
        // Up to the last character there is: a range, which an index answers.
        var end = text + "\U0010FFFF";
        return l => string.Compare(l.NameSort, text) >= 0 && string.Compare(l.NameSort, end) < 0;
    }

    public static Expression<Func<Lead, bool>> Any(IReadOnlyList<string> spellings, Func<string, Expression<Func<Lead, bool>>> test) =>
        spellings.Select(test).Aggregate(Either);

    public static Expression<Func<Lead, bool>> Either(Expression<Func<Lead, bool>> one, Expression<Func<Lead, bool>> other) =>
        Expression.Lambda<Func<Lead, bool>>(Expression.OrElse(one.Body, new Swap(other.Parameters[0], one.Parameters[0]).Visit(other.Body)), one.Parameters);

    private sealed class Swap(ParameterExpression old, ParameterExpression now) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == old ? now : node;
    }
}
