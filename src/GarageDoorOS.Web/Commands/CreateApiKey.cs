using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using NodaTime;

namespace GarageDoorOS.Web.Commands;

/// <summary><c>api-key create</c>: lets a program into a business and prints its key, which is never shown again.</summary>
internal static class CreateApiKey
{
    public static async Task Run(IServiceProvider services, CommandLine line, CancellationToken ct)
    {
        var db = services.GetRequiredService<AppDb>();
        var business = await db.EnterBusiness(line, ct);
        var (key, hash) = ApiKeys.Make();
        await db.InTransaction(async () =>
        {
            await db.LockIdentity(ct);
            var role = await db.RoleOf(line, ct);
            db.Add(ApiKey.Issue(business.Id, line.Option("name", $"Key of {role.Name}"), role.Key, hash, services.GetRequiredService<IClock>().GetCurrentInstant()));
            await db.SaveChangesAsync(ct);
        }, ct);
        await Console.Out.WriteLineAsync(key);
    }
}
