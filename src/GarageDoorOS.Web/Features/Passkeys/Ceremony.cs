using GarageDoorOS.Web.Access;
using Microsoft.AspNetCore.Identity;
using NodaTime;

namespace GarageDoorOS.Web.Features.Passkeys;

/// <summary>
/// The two halves of making or showing a passkey: what the browser is asked, and whether it answered just that. Between them this browser keeps the question
/// in a sealed cookie, for five minutes and for one answer. The checks themselves are Identity's.
/// </summary>
public sealed class Ceremony(IPasskeyHandler<User> passkeys, IHttpContextAccessor accessor, ShortCookies cookies)
{
    private const string Cookie = "passkey", ToAdd = "add", ToSignIn = "sign-in";
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

    private void Keep(string purpose, string? state)
    {
        Context.Response.Headers.CacheControl = "no-store";
        cookies.Give(Context, Cookie, $"{purpose} {state}", Longest, SameSiteMode.Strict);
    }

    private string? Take(string purpose)
    {
        if (cookies.Read(Context, Cookie) is not { } kept) return null;
        cookies.Forget(Context, Cookie);
        return kept.Split(' ', 2) is [var asked, var state] && asked == purpose ? state : null;
    }
}
