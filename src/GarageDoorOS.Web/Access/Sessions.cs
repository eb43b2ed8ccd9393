using System.Security.Claims;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace GarageDoorOS.Web.Access;

/// <summary>A person's session: begun by signing in, read again from the database on every request, ended by a changed password or a lost place.</summary>
public sealed class Sessions(AppDb db, CurrentUser user)
{
    public const string Scheme = "session";
    private const string Stamp = "stamp", Business = "business";

    /// <summary>Begins a session in <paramref name="businessId"/>, or in none yet where the person has several to choose from.</summary>
    public static Task Begin(HttpContext context, User person, Guid? businessId)
    {
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, person.Id.ToString()), new(Stamp, person.SecurityStamp ?? "")], Scheme);
        if (businessId is { } id) identity.AddClaim(new(Business, id.ToString()));
        return context.SignInAsync(Scheme, new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
    }

    public static Task End(HttpContext context) => context.SignOutAsync(Scheme);

    internal async Task Recognise(CookieValidatePrincipalContext context)
    {
        var ct = context.HttpContext.RequestAborted;
        var claims = context.Principal!;
        _ = Guid.TryParse(claims.FindFirstValue(ClaimTypes.NameIdentifier), out var userId);
        _ = Guid.TryParse(claims.FindFirstValue(Business), out var businessId);
        await db.Hold(ct);
        var person = await db.SessionOf(userId, businessId, ct);
        if (person is null || person.Stamp != claims.FindFirstValue(Stamp))
        {
            context.RejectPrincipal();
            await End(context.HttpContext);
            return;
        }
        user.SignedIn(userId, person.Name);
        if (person is not { Member: { } member, Business: { } business }) return;
        await db.Enter(business, ct);
        user.Become(member, person.HasOthers);
    }
}
