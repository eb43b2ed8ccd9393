using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Access;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>A list shows leads of everybody: who may not see all leads sees only the lists that they brought themselves.</summary>
internal static class ImportsOfUser
{
    public static IQueryable<Import> VisibleTo(this IQueryable<Import> imports, CurrentUser user)
    {
        var own = user.Actor.Id;
        return user.Scope == LeadScope.All ? imports : imports.Where(import => import.StartedBy.Id == own);
    }
}
