using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>What is asked alike of a new cadence, of a changed one and of one that goes.</summary>
internal static class CadenceRules
{
    /// <summary>A name that no other cadence has. Asked behind <see cref="AppDb.LockIdentity"/>.</summary>
    public static async Task<Problem?> NameOfCadenceIsFree(this AppDb db, string name, Guid? forCadence, CancellationToken ct)
    {
        var key = Folding.Fold(name);
        var other = await db.Cadences.AsNoTracking().Where(c => c.NameKey == key && c.DeletedAt == null && c.Id != forCadence).Select(c => c.Name).SingleOrDefaultAsync(ct);
        return other is null ? null : NameTaken.Of($"There is a cadence {other} already.");
    }

    /// <summary>All that are in it now, whoever works them: what becomes of it becomes of every one.</summary>
    public static Task<int> LeadsInCadence(this AppDb db, Guid id, CancellationToken ct) => db.Enrolments.CountAsync(e => e.CadenceId == id && e.State == EnrolmentState.Running, ct);
}
