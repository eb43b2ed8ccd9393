using System.Globalization;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Commands;

/// <summary>
/// <c>user add</c>: a person and their place in a business. Who can sign in already keeps their password and gets one place more; who has the place
/// already gets the role, and is active again.
/// </summary>
internal static class AddUser
{
    public static async Task Run(IServiceProvider services, CommandLine line, CancellationToken ct)
    {
        var email = line.Value(0, "whose e-mail: user add EMAIL --business NAME --role ROLE --password P");
        if (!EmailAddress.TryNormalise(email, out email)) throw new CommandFailed($"«{email}» is no e-mail address.");
        var db = services.GetRequiredService<AppDb>();
        var business = await db.EnterBusiness(line, ct);
        var role = await db.InTransaction(async () =>
        {
            await db.LockIdentity(ct);
            var given = await db.RoleOf(line, ct);
            var user = await PersonWith(email, services.GetRequiredService<UserManager<User>>(), line);
            var place = await db.TeamMembers.SingleOrDefaultAsync(m => m.UserId == user.Id, ct);
            if (place is null) db.Add(TeamMember.Join(business.Id, user.Id, user.Name, given.Key, services.GetRequiredService<IClock>().GetCurrentInstant()));
            place?.TakeRole(given.Key);
            place?.Activate();
            await db.SaveChangesAsync(ct);
            return given;
        }, ct);
        await Console.Out.WriteLineAsync($"{email} is {role.Name} of {business.Name}");
    }

    private static async Task<User> PersonWith(string email, UserManager<User> users, CommandLine line)
    {
        if (await users.FindByEmailAsync(email) is { } known) return known;
        var user = new User { UserName = email, Email = email, Name = line.Option("name", NameIn(email)) };
        var made = await users.CreateAsync(user, line.Option("password"));
        return made.Succeeded ? user : throw new CommandFailed(string.Join(' ', made.Errors.Select(e => e.Description)));
    }

    /// <summary>«grace.okafor@…» is Grace Okafor until somebody says otherwise.</summary>
    private static string NameIn(string email)
    {
        var words = email[..email.IndexOf('@', StringComparison.Ordinal)].Split('+')[0].Replace('.', ' ').Replace('_', ' ').Replace('-', ' ').Trim();
        return CultureInfo.InvariantCulture.TextInfo.ToTitleCase(words.Length == 0 ? email : words);
    }
}
