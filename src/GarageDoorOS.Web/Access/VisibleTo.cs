using System.Linq.Expressions;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;

namespace GarageDoorOS.Web.Access;

/// <summary>Permission as a query: load only what this user may see.</summary>
public static class Visibility
{
    public static IQueryable<Lead> VisibleTo(this IQueryable<Lead> leads, CurrentUser user) =>
        Rule(user) is { } rule ? leads.Where(rule) : leads;

    /// <summary>The totals of the leads that this user may see, so that counts agree with rows.</summary>
    public static IQueryable<LeadTotal> VisibleTo(this IQueryable<LeadTotal> totals, CurrentUser user)
    {
        var own = user.OwnId;
        return user.Scope switch
        {
            LeadScope.All => totals,
            LeadScope.OwnAndPool => totals.Where(t => t.AssigneeId == own || t.AssigneeId == Guid.Empty),
            LeadScope.Own => totals.Where(t => t.AssigneeId == own),
        };
    }

    /// <summary>A timeline without the name of the customer that a lead became, for who may not see customers.</summary>
    public static IQueryable<Activity> VisibleTo(this IQueryable<Activity> lines, CurrentUser user) =>
        user.May(Permission.CustomersView) ? lines : lines.Where(line => line.Field != LeadFields.Customer);

    private static Expression<Func<Lead, bool>>? Rule(CurrentUser user)
    {
        var own = user.OwnId;
        return user.Scope switch
        {
            LeadScope.All => null,
            LeadScope.OwnAndPool => lead => lead.AssigneeId == own || lead.AssigneeId == null,
            LeadScope.Own => lead => lead.AssigneeId == own,
        };
    }
}
