using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Commands;

/// <summary><c>api-key revoke NAME_OR_ID --business NAME</c>: the key opens nothing from the next request on.</summary>
internal static class RevokeApiKey
{
    public static async Task Run(IServiceProvider services, CommandLine line, CancellationToken ct)
    {
        var which = line.Value(0, "which key: api-key revoke NAME_OR_ID --business NAME");
        var db = services.GetRequiredService<AppDb>();
        var business = await db.EnterBusiness(line, ct);
        var id = Guid.TryParse(which, out var given) ? given : Guid.Empty;
        var keys = await db.ApiKeys.Where(k => k.RevokedAt == null && (k.Id == id || k.Name == which)).Take(2).ToListAsync(ct);
        var key = keys switch
        {
            [var one] => one,
            [] => throw new CommandFailed($"{business.Name} has no active key «{which}». «api-key list» shows all."),
            _ => throw new CommandFailed($"{business.Name} has several keys «{which}». Give the id of one: «api-key list» shows it."),
        };
        key.Revoke(services.GetRequiredService<IClock>().GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        await Console.Out.WriteLineAsync($"{key.Name} of {business.Name} is revoked");
    }
}
