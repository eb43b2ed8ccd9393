using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>What others changed in a record since a version: each field with its value at that version, and who wrote last.</summary>
public sealed record ChangesSince(IReadOnlyDictionary<string, string?> Fields, string? By);

internal static class ChangesSinceQuery
{
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
