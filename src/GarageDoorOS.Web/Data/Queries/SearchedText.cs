using System.Linq.Expressions;
using GarageDoorOS.Domain;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>How terms are tested on a lead or customer.</summary>
internal static class SearchedText
{
    /// <summary>Trigrams know no text below three letters.</summary>
    private const int Trigram = 3;

    public static bool IsLong(this Term term) => term.Alternatives.All(a => a.EnumerateRunes().Count() >= Trigram);

    /// <summary>Every term occurs in one of its spellings; short words alone begin the name.</summary>
    public static IQueryable<T> With<T>(this IQueryable<T> records, IReadOnlyList<Term> terms) where T : class, IReachable
    {
        if (terms.Count == 0) return records;
        if (terms.Any(t => t.IsLong()))
            return terms.Aggregate(records, (found, term) => found.Where(Any(term.Alternatives, Occurs<T>)));
        var starts = records.Where(Any([.. terms.SelectMany(t => t.Alternatives)], BeginsName<T>));
        return terms.Count == 1 ? starts : terms.Aggregate(starts, (found, term) => found.Where(Any(term.Alternatives, OccursInName<T>)));
    }

    public static Expression<Func<T, bool>> Either<T>(Expression<Func<T, bool>> one, Expression<Func<T, bool>> other) =>
        Expression.Lambda<Func<T, bool>>(Expression.OrElse(one.Body, new Swap(other.Parameters[0], one.Parameters[0]).Visit(other.Body)), one.Parameters);

    private static Expression<Func<T, bool>> Any<T>(IReadOnlyList<string> spellings, Func<string, Expression<Func<T, bool>>> test) =>
        spellings.Select(test).Aggregate(Either);

    // IndexOf, not Contains: PostgreSQL finds a position (strpos) sooner than it matches a pattern (LIKE), and here it may not use an index anyway.
    private static Expression<Func<T, bool>> Occurs<T>(string text) where T : class, IReachable => r => r.SearchText.IndexOf(text) >= 0;

    private static Expression<Func<T, bool>> OccursInName<T>(string text) where T : class, IReachable => r => r.NameSort.IndexOf(text) >= 0;

    private static Expression<Func<T, bool>> BeginsName<T>(string text) where T : class, IReachable
    {
        // Up to the last character there is: a range, which an index answers.
        var end = text + "\U0010FFFF";
        return r => string.Compare(r.NameSort, text) >= 0 && string.Compare(r.NameSort, end) < 0;
    }

    private sealed class Swap(ParameterExpression old, ParameterExpression now) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == old ? now : node;
    }
}
