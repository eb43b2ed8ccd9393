using System.Globalization;
using System.Security.Cryptography;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.DataProtection;
using NodaTime;

namespace GarageDoorOS.Web.Access;

/// <summary>What a browser carries from one step to the next for some minutes: it can neither read nor change it, and script never sees it.</summary>
public sealed class ShortCookies(IDataProtectionProvider protection, IConfiguration configuration, IClock clock)
{
    private static readonly Duration Longest = Duration.FromMinutes(10);

    /// <summary>Good for ten minutes or for <paramref name="life"/>. Lax unless it is said otherwise: after a company sign-in the next page is asked for on the way from there.</summary>
    public void Give(HttpContext context, string name, string value, Duration? life = null, SameSiteMode sameSite = SameSiteMode.Lax)
    {
        var good = life ?? Longest;
        var until = (clock.GetCurrentInstant() + good).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        context.Response.Cookies.Append(CookieOf(name), ProtectorOf(name).Protect($"{until} {value}"), How(good.ToTimeSpan(), sameSite));
    }

    /// <summary>What was given; null where it is over, or not ours.</summary>
    public string? Read(HttpContext context, string name)
    {
        if (context.Request.Cookies[CookieOf(name)] is not { Length: > 0 } kept) return null;
        try
        {
            var parts = ProtectorOf(name).Unprotect(kept).Split(' ', 2);
            return Instant.FromUnixTimeSeconds(long.Parse(parts[0], CultureInfo.InvariantCulture)) > clock.GetCurrentInstant() ? parts[1] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    public void Forget(HttpContext context, string name) => context.Response.Cookies.Delete(CookieOf(name), How(null, SameSiteMode.Lax));

    private IDataProtector ProtectorOf(string name) => protection.CreateProtector("short cookie", name);

    private bool IsSecure => Headers.IsHttps(configuration);

    private string CookieOf(string name) => (IsSecure ? "__Host-gdo-" : "gdo-") + name;

    private CookieOptions How(TimeSpan? life, SameSiteMode sameSite) => new() { HttpOnly = true, Secure = IsSecure, SameSite = sameSite, Path = "/", MaxAge = life, IsEssential = true };
}
