using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace GarageDoorOS.Web.Access;

/// <summary>Lets a program in that sends <c>Authorization: Bearer gdo_…</c>.</summary>
internal sealed class ApiKeys(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AppDb db, CurrentUser user, KeysInUse inUse)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public new const string Scheme = "api key";
    private const string Bearer = "Bearer ", Prefix = "gdo_";

    /// <summary>A new key: 256 random bits behind the prefix. Only its hash is kept.</summary>
    public static (string Key, string Hash) Make()
    {
        var key = Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        return (key, HashOf(key));
    }

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer + Prefix, StringComparison.Ordinal)) return AuthenticateResult.Fail("Not an API key.");
        await db.Hold(Context.RequestAborted);
        if (await db.KeyOf(HashOf(header[Bearer.Length..].Trim()), Context.RequestAborted) is not { } found) return AuthenticateResult.Fail("Unknown or revoked.");
        await db.Enter(found.Business, Context.RequestAborted);
        user.Become(found.Key, found.Role);
        inUse.Note(found.Key);
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, found.Key.Id.ToString())], Scheme);
        return AuthenticateResult.Success(new(new ClaimsPrincipal(identity), Scheme));
    }
}
