using GarageDoorOS.Domain;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>What others changed in a record since a version: each field with its value at that version, and who wrote last.</summary>
public sealed record ChangesSince(IReadOnlyDictionary<string, string?> Fields, string? By);

/// <summary>An edit as it holds over what others wrote meanwhile; <paramref name="With"/> names them where something of theirs is kept.</summary>
public sealed record Merged<T>(T Edit, string? With);

internal static class ChangesSinceQuery
{
    /// <summary>Carries an edit that began from an older version over what others wrote since; refused where both wrote in the same field.</summary>
    public static async Task<Result<Merged<T>>> Merge<T>(this AppDb db, IVersioned record, int began, T mine, T now, CancellationToken ct) where T : IMergeable<T>
    {
        if (began == record.Version) return new Merged<T>(mine, null);
        var since = await db.ChangesSince(record.Id, began, ct);
        var stale = mine.Against(now, since.Fields);
        if (stale.Both.Count > 0) return new Problem.Stale(new Clash<T>(record.Id, record.Version, mine, now, stale, since.By));
        return new Merged<T>(mine.Taking(stale.Theirs, now), stale.Theirs.Count > 0 ? since.By : null);
    }

    public static async Task<ChangesSince> ChangesSince(this AppDb db, Guid recordId, int version, CancellationToken ct)
    {
        var lines = await db.Activities.AsNoTracking()
            .Where(a => a.SubjectId == recordId && a.Version > version && a.Field != null)
            .OrderBy(a => a.Version).ThenBy(a => a.Id)
            .Select(a => new { a.Field, a.Old, a.ActorName })
            .ToListAsync(ct);
        return new(lines.GroupBy(line => line.Field!).ToDictionary(group => group.Key, group => group.First().Old), lines.LastOrDefault()?.ActorName);
    }
}
