using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Access;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>
/// A list shows leads of everybody: who may not see all leads sees only the lists that they brought themselves. Lists of customers are for who may bring them.
/// </summary>
internal static class ImportsOfUser
{
    public static IQueryable<Import> VisibleTo(this IQueryable<Import> imports, CurrentUser user)
    {
        var own = user.Actor.Id;
        var seen = user.MayBring(ImportKind.Customers) ? imports : imports.Where(import => import.Kind == ImportKind.Leads);
        return user.Scope == LeadScope.All ? seen : seen.Where(import => import.StartedBy.Id == own);
    }

    /// <summary>What is not taken of a customers' list names who was there before, so it takes both rights. A command of the server has no user and may.</summary>
    public static bool MayBring(this CurrentUser user, ImportKind kind) => !user.HasBusiness ||
        user.May(Permission.LeadsCreate) && (kind == ImportKind.Leads || user.May(Permission.CustomersCreate) && user.May(Permission.CustomersView));

    public static bool MayUndo(this CurrentUser user, ImportKind kind) => user.May(kind == ImportKind.Leads ? Permission.LeadsDelete : Permission.CustomersDelete);
}
