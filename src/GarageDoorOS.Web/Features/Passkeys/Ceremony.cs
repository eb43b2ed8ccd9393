using System.Globalization;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace GarageDoorOS.Web.Features.Passkeys;

/// <summary>
/// The two halves of making or showing a passkey: what the browser is asked, and whether it answered just that. Between them this browser keeps the question
/// in a sealed cookie, for five minutes and for one answer. The checks themselves are Identity's.
/// </summary>
public sealed class Ceremony(IPasskeyHandler<User> passkeys, IHttpContextAccessor accessor, IDataProtectionProvider protection, IConfiguration configuration, IClock clock)
{
    private const string ToAdd = "add", ToSignIn = "sign in";
    private static readonly Duration Longest = Duration.FromMinutes(5);

    /// <summary>What the browser needs to make a passkey for <paramref name="person"/>, as JSON.</summary>
    public async Task<string> AskForNew(User person)
    {
        var asked = await passkeys.MakeCreationOptionsAsync(new() { Id = person.Id.ToString(), Name = person.Email!, DisplayName = person.Name }, Context);
        Keep(ToAdd, asked.AttestationState);
        return asked.CreationOptionsJson;
    }

    /// <summary>The passkey that the browser made for <paramref name="person"/>; null where it did not, or not for this question.</summary>
    public async Task<UserPasskeyInfo?> New(User person, string credential)
    {
        if (Take(ToAdd) is not { } state) return null;
        var made = await passkeys.PerformAttestationAsync(new() { HttpContext = Context, CredentialJson = credential, AttestationState = state });
        return made.Succeeded && made.UserEntity.Id == person.Id.ToString() ? made.Passkey : null;
    }

    /// <summary>What the browser needs to let anybody show a passkey of theirs, as JSON.</summary>
    public async Task<string> AskForKnown()
    {
        var asked = await passkeys.MakeRequestOptionsAsync(null, Context);
        Keep(ToSignIn, asked.AssertionState);
        return asked.RequestOptionsJson;
    }

    /// <summary>Whose passkey was shown, and the passkey as it is now; null where it is none of ours, or not for this question.</summary>
    public async Task<(User Person, UserPasskeyInfo Passkey)?> Known(string credential)
    {
        if (Take(ToSignIn) is not { } state) return null;
        var shown = await passkeys.PerformAssertionAsync(new() { HttpContext = Context, CredentialJson = credential, AssertionState = state });
        return shown.Succeeded ? (shown.User, shown.Passkey) : null;
    }

    private HttpContext Context => accessor.HttpContext ?? throw new InvalidOperationException("There is no request.");

    private bool IsHttps => Headers.IsHttps(configuration);
    private string Cookie => IsHttps ? "__Host-gdo-passkey" : "gdo-passkey";

    private CookieOptions Options => new() { HttpOnly = true, Secure = IsHttps, SameSite = SameSiteMode.Strict, IsEssential = true, MaxAge = Longest.ToTimeSpan() };

    private IDataProtector Seal(string purpose) => protection.CreateProtector("passkey", purpose);

    private void Keep(string purpose, string? state)
    {
        var until = (clock.GetCurrentInstant() + Longest).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        Context.Response.Headers.CacheControl = "no-store";
        Context.Response.Cookies.Append(Cookie, Seal(purpose).Protect($"{until} {state}"), Options);
    }

    private string? Take(string purpose)
    {
        if (Context.Request.Cookies[Cookie] is not { } kept) return null;
        Context.Response.Cookies.Delete(Cookie, Options);
        try
        {
            return Seal(purpose).Unprotect(kept).Split(' ', 2) is [var until, var state]
                && long.Parse(until, CultureInfo.InvariantCulture) > clock.GetCurrentInstant().ToUnixTimeSeconds() ? state : null;
        }
        catch (System.Security.Cryptography.CryptographicException) // not sealed by us, or for the other purpose
        {
            return null;
        }
    }
}
