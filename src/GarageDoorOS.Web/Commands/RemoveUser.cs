using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Commands;

/// <summary><c>user remove EMAIL --business NAME</c>: closes a person's place in a business from their next request on. What they did stays theirs; <c>user add</c> lets them in again.</summary>
internal static class RemoveUser
{
    public static async Task Run(IServiceProvider services, CommandLine line, CancellationToken ct)
    {
        var email = line.Value(0, "whose e-mail: user remove EMAIL --business NAME");
        if (!EmailAddress.TryNormalise(email, out email)) throw new CommandFailed($"«{email}» is no e-mail address.");
        var db = services.GetRequiredService<AppDb>();
        var business = await db.EnterBusiness(line, ct);
        var userId = (await services.GetRequiredService<UserManager<User>>().FindByEmailAsync(email))?.Id;
        var place = await db.TeamMembers.SingleOrDefaultAsync(m => m.UserId == userId && m.IsActive, ct)
            ?? throw new CommandFailed($"{email} has no place in {business.Name}.");
        place.Deactivate();
        await db.SaveChangesAsync(ct);
        await Console.Out.WriteLineAsync($"{email} has no place in {business.Name} any more");
    }
}
