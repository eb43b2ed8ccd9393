using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Commands;

/// <summary>Options that several commands have: which business, which role.</summary>
internal static class CommandWords
{
    /// <summary>Enters the business that <c>--business</c> names, in any case.</summary>
    public static async Task<Business> EnterBusiness(this AppDb db, CommandLine line, CancellationToken ct)
    {
        var name = line.Option("business");
        var key = Business.KeyOf(name);
        var business = await db.Businesses.SingleOrDefaultAsync(b => b.NameKey == key, ct)
            ?? throw new CommandFailed($"There is no business «{name}». «business list» shows all.");
        await db.Enter(business, ct);
        return business;
    }

    /// <summary>The role that <c>--role</c> gives, by its key or its name.</summary>
    public static Role Role(this CommandLine line)
    {
        var word = line.Option("role");
        return Domain.Access.Role.Find(word)
            ?? throw new CommandFailed($"There is no role «{word}»; there are {string.Join(", ", Domain.Access.Role.BuiltIn.Select(r => r.Key))}.");
    }
}
