using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data.Queries;

internal static class KeyUse
{
    /// <summary>Writes down when keys were last used, whichever business they open: the later moment stands, however many nodes write.</summary>
    public static Task Used(this AppDb db, IReadOnlyDictionary<Guid, Instant> keys, CancellationToken ct) => db.InTransaction(async () =>
    {
        foreach (var (id, at) in keys.OrderBy(key => key.Key))
            await db.ApiKeys.IgnoreQueryFilters().Where(k => k.Id == id && (k.LastUsedAt == null || k.LastUsedAt < at)).ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedAt, at), ct);
    }, ct);
}
