using GarageDoorOS.Domain;
using GarageDoorOS.Web.Data.Live;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

internal static class RenamedPeople
{
    private const int LeadsAtOnce = 250;

    /// <summary>
    /// Another name for a user and for each of their places, in one transaction; then on the leads that they work there, some at a time, so that nobody waits
    /// for all of them. Afterwards this unit of work sees the last of the businesses.
    /// </summary>
    public static async Task RenamePerson(this AppDb db, Guid userId, string name, CancellationToken ct)
    {
        var places = await db.TeamMembers.IgnoreQueryFilters().AsNoTracking().Where(m => m.UserId == userId).OrderBy(m => m.BusinessId).ToListAsync(ct);
        var ids = places.ConvertAll(m => m.BusinessId);
        var businesses = await db.Businesses.AsNoTracking().Where(b => ids.Contains(b.Id)).ToDictionaryAsync(b => b.Id, ct);
        await db.InTransaction(async () =>
        {
            await db.Users.Where(u => u.Id == userId).ExecuteUpdateAsync(set => set.SetProperty(u => u.Name, name), ct);
            foreach (var place in places.Where(p => p.Name != name))
            {
                await db.Enter(businesses[place.BusinessId], ct);
                await db.TeamMembers.Where(m => m.Id == place.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.Name, name).SetProperty(m => m.Version, m => m.Version + 1), ct);
            }
        }, ct);
        foreach (var place in places)
        {
            await db.Enter(businesses[place.BusinessId], ct);
            await db.NameAssignee(place.Id, name, ct);
        }
    }

    private static async Task NameAssignee(this AppDb db, Guid memberId, string name, CancellationToken ct)
    {
        var folded = Folding.Fold(name);
        while (await db.Leads.Where(l => l.AssigneeId == memberId && l.AssigneeName != name).OrderBy(l => l.Id).Select(l => l.Id).Take(LeadsAtOnce).ToListAsync(ct) is { Count: > 0 } some)
            await db.InTransaction(async () =>
            {
                db.HasChanged(LiveKinds.Leads);
                await db.HeldLeads(some).AsNoTracking().ToListAsync(ct); // in the order of their ids, as everybody takes them
                await db.Leads.Where(l => l.AssigneeId == memberId && EF.Parameter(some).Contains(l.Id))
                    .ExecuteUpdateAsync(set => set.SetProperty(l => l.AssigneeName, name).SetProperty(l => l.AssigneeSort, folded), ct);
            }, ct);
    }
}
