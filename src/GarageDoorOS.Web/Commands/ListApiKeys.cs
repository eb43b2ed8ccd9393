using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;

namespace GarageDoorOS.Web.Commands;

/// <summary><c>api-key list --business NAME</c>: the keys of a business, oldest first; of each its id, name, role, day of issue and whether it is revoked, between tabs.</summary>
internal static class ListApiKeys
{
    private static readonly LocalDatePattern Day = LocalDatePattern.Iso;

    public static async Task Run(IServiceProvider services, CommandLine line, CancellationToken ct)
    {
        var db = services.GetRequiredService<AppDb>();
        var business = await db.EnterBusiness(line, ct);
        foreach (var key in await db.ApiKeys.AsNoTracking().OrderBy(k => k.CreatedAt).ThenBy(k => k.Id).ToListAsync(ct))
            await Console.Out.WriteLineAsync(string.Join('\t', key.Id, key.Name, key.Role, Day.Format(key.CreatedAt.InZone(business.Zone).Date), key.RevokedAt is null ? "active" : "revoked"));
    }
}
