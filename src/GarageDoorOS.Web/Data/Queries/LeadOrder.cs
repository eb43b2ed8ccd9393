using System.Linq.Expressions;
using System.Reflection;
using GarageDoorOS.Domain.Leads;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>An order of leads that an index holds; every one ends in the id, so that no two leads stand at the same place.</summary>
public abstract record LeadOrder(string Index, bool Descends)
{
    public static readonly LeadOrder
        Name = new By<string>("ix_leads_name", l => l.NameSort),
        Company = new By<string>("ix_leads_company", l => l.CompanySort),
        Source = new By<string>("ix_leads_source", l => l.SourceSort),
        Assignee = new By<string>("ix_leads_assignee", l => l.AssigneeSort),
        Status = new By<int>("ix_leads_status", l => (int)l.Status),
        Value = new By<long>("ix_leads_value", l => l.ValueSort),
        CreatedAt = new By<NodaTime.Instant>("ix_leads_created_at", l => l.CreatedAt),
        UpdatedAt = new By<NodaTime.Instant>("ix_leads_updated_at", l => l.UpdatedAt);

    public LeadOrder Descending => this with { Descends = true };

    public abstract IQueryable<Lead> Sort(IQueryable<Lead> leads);

    /// <summary>What comes after <paramref name="last"/> in this order.</summary>
    public abstract IQueryable<Lead> After(IQueryable<Lead> leads, Lead last);

    /// <summary>What comes before <paramref name="edge"/>, itself included.</summary>
    public abstract IQueryable<Lead> Until(IQueryable<Lead> leads, Lead edge);

    private sealed record By<TKey>(string Index, Expression<Func<Lead, TKey>> Key, bool Descends = false) : LeadOrder(Index, Descends)
    {
        private static readonly MethodInfo Compare = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;

        public override IQueryable<Lead> Sort(IQueryable<Lead> leads) => Descends
            ? leads.OrderByDescending(Key).ThenByDescending(l => l.Id)
            : leads.OrderBy(Key).ThenBy(l => l.Id);

        public override IQueryable<Lead> After(IQueryable<Lead> leads, Lead last)
        {
            var id = last.Id;
            return Descends ? Side(leads, ExpressionType.LessThan, last, l => l.Id < id) : Side(leads, ExpressionType.GreaterThan, last, l => l.Id > id);
        }

        public override IQueryable<Lead> Until(IQueryable<Lead> leads, Lead edge)
        {
            var id = edge.Id;
            return Descends ? Side(leads, ExpressionType.GreaterThan, edge, l => l.Id >= id) : Side(leads, ExpressionType.LessThan, edge, l => l.Id <= id);
        }

        // The key's own bound comes first, so that the index is entered, or left, at the right place.
        private IQueryable<Lead> Side(IQueryable<Lead> leads, ExpressionType how, Lead of, Expression<Func<Lead, bool>> among)
        {
            var key = Key.Compile()(of);
            var orEqual = how == ExpressionType.LessThan ? ExpressionType.LessThanOrEqual : ExpressionType.GreaterThanOrEqual;
            return leads.Where(Bound(orEqual, key)).Where(LeadText.Either(Bound(how, key), among));
        }

        private Expression<Func<Lead, bool>> Bound(ExpressionType how, TKey key)
        {
            Expression<Func<TKey>> given = () => key;
            var compared = typeof(TKey) == typeof(string)
                ? Expression.MakeBinary(how, Expression.Call(Compare, Key.Body, given.Body), Expression.Constant(0))
                : Expression.MakeBinary(how, Key.Body, given.Body);
            return Expression.Lambda<Func<Lead, bool>>(compared, Key.Parameters);
        }
    }
}
