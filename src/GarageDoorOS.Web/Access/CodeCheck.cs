using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace GarageDoorOS.Web.Access;

/// <summary>Tests a code of a person's app, which is good once, or one of their recovery codes. Wrong ones count like wrong passwords.</summary>
public sealed class CodeCheck(PasswordCheck passwords, UserManager<User> users, AppDb db, IClock clock)
{
    private const int AppDigits = 6, RecoveryLetters = 10;

    public Task<PasswordCheck.Answer> Of(User person, string typed, CancellationToken ct) => passwords.Of(person.Email!, found => IsRight(found, typed), ct);

    /// <summary>A code of the app as people write it: with or without a blank in the middle.</summary>
    public static bool LooksLikeOne(string typed) => Plain(typed) is { Length: AppDigits } code && code.All(char.IsAsciiDigit);

    /// <summary>Whether the app of this person shows this code now, and has not been asked before.</summary>
    public async Task<bool> IsShown(User person, string typed) =>
        LooksLikeOne(typed)
        && await users.VerifyTwoFactorTokenAsync(person, users.Options.Tokens.AuthenticatorTokenProvider, Plain(typed))
        && await db.UseCode(person.Id, Plain(typed), clock.GetCurrentInstant());

    private async Task<bool> IsRight(User person, string typed)
    {
        if (LooksLikeOne(typed)) return person.TwoFactorEnabled && await IsShown(person, typed);
        // Two at once: Identity saves the rest of the codes only over the person as it read them.
        return Plain(typed) is { Length: RecoveryLetters } code && (await users.RedeemTwoFactorRecoveryCodeAsync(person, code.Insert(RecoveryLetters / 2, "-"))).Succeeded;
    }

    private static string Plain(string typed) => string.Concat(typed.Take(50).Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
