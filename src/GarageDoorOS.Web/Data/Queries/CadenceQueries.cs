using GarageDoorOS.Domain.Nurture;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

internal static class CadenceQueries
{
    /// <summary>The cadences that leads may start, by name.</summary>
    public static IQueryable<Cadence> Startable(this IQueryable<Cadence> cadences) => cadences.AsNoTracking().Where(c => c.DeletedAt == null && c.IsOn).OrderBy(c => c.NameKey).ThenBy(c => c.Id);
}
