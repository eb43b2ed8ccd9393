using GarageDoorOS.Domain;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

internal static class RenamedPeople
{
    /// <summary>Another name for a user, for each of their places, and on the leads that they work there. Afterwards this unit of work sees the last of the businesses.</summary>
    public static async Task RenamePerson(this AppDb db, Guid userId, string name, CancellationToken ct)
    {
        var places = await db.TeamMembers.IgnoreQueryFilters().AsNoTracking().Where(m => m.UserId == userId).OrderBy(m => m.BusinessId).ToListAsync(ct);
        var (ids, folded) = (places.ConvertAll(m => m.BusinessId), Folding.Fold(name));
        var businesses = await db.Businesses.AsNoTracking().Where(b => ids.Contains(b.Id)).ToDictionaryAsync(b => b.Id, ct);
        await db.InTransaction(async () =>
        {
            await db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(set => set.SetProperty(u => u.Name, name), ct);
            foreach (var place in places.Where(p => p.Name != name))
            {
                await db.Enter(businesses[place.BusinessId], ct);
                await db.TeamMembers.Where(m => m.Id == place.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Name, name).SetProperty(m => m.Version, m => m.Version + 1), ct);
                await db.Leads.Where(l => l.AssigneeId == place.Id).ExecuteUpdateAsync(set => set.SetProperty(l => l.AssigneeName, name).SetProperty(l => l.AssigneeSort, folded), ct);
            }
        }, ct);
    }
}
