using GarageDoorOS.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Access;

/// <summary>What a person shows beside their password: the codes of an app, passkeys, and the recovery codes that stand in for either when it is gone.
/// Each of these is one transaction with what is done around it; false where the person was changed at the same moment, and nothing is saved.</summary>
public sealed class SecondFactors(AppDb db, UserManager<User> users)
{
    private const int HowMany = 10;

    public Task<bool> HasAny(User person, CancellationToken ct) =>
        person.TwoFactorEnabled ? Task.FromResult(true) : db.UserPasskeys.AnyAsync(p => p.UserId == person.Id, ct);

    /// <summary>Ten new recovery codes, each good once; those before are good no more.</summary>
    public async Task<IReadOnlyList<string>> NewRecoveryCodes(User person) =>
        [.. await users.GenerateNewTwoFactorRecoveryCodesAsync(person, HowMany) ?? throw new InvalidOperationException("Recovery codes could not be saved.")];

    /// <summary>The app's key is good for nothing any more, and every session but one that goes on ends.</summary>
    public async Task<bool> TurnAppOff(User person, CancellationToken ct)
    {
        if (!(await users.SetTwoFactorEnabledAsync(person, false)).Succeeded) return false;
        await users.ResetAuthenticatorKeyAsync(person); // to a key that nobody has seen
        await ForgetUnusedCodes(person, ct);
        return true;
    }

    /// <summary>Recovery codes that stand in for nothing would open nothing, and go.</summary>
    public async Task ForgetUnusedCodes(User person, CancellationToken ct)
    {
        if (!await HasAny(person, ct)) await users.GenerateNewTwoFactorRecoveryCodesAsync(person, 0);
    }

    /// <summary>Takes all of it away, for somebody who has lost it; every session of theirs ends.</summary>
    public async Task<bool> Forget(User person, CancellationToken ct)
    {
        await db.UserPasskeys.Where(p => p.UserId == person.Id).ExecuteDeleteAsync(ct);
        return await TurnAppOff(person, ct);
    }
}
