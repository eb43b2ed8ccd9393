using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
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

    /// <summary>The role that <c>--role</c> gives, by its key or its name: a built-in one or one of the business that was entered. To be given in a transaction, behind the lock.</summary>
    public static async Task<Role> RoleOf(this AppDb db, CommandLine line, CancellationToken ct)
    {
        var word = line.Option("role");
        return await db.RoleCalled(word, ct)
            ?? throw new CommandFailed($"There is no role «{word}»; there are {string.Join(", ", (await db.RolesOf(ct)).Select(r => r.Key))}.");
    }
}
