using System.Globalization;
using System.Security.Claims;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using NodaTime;

namespace GarageDoorOS.Web.Access;

/// <summary>A person's session: begun by signing in, read again from the database on every request, ended by a changed password, a lost place or its age.</summary>
public sealed class Sessions(AppDb db, CurrentUser user, IClock clock)
{
    public const string Scheme = "session";
    private const string Stamp = "stamp", Business = "business", Began = "began", Factors = "factors";

    /// <summary>However often it is used, a session ends, also one whose cookie somebody copied.</summary>
    private static readonly Duration Longest = Duration.FromDays(30);

    /// <summary>Begins a session in <paramref name="businessId"/>, or in none yet where the person has several to choose from. One that <paramref name="goesOn"/> is no younger for it.
    /// By <paramref name="bothFactors"/>: they proved who they are by two things, such as a device and the PIN that unlocks it.</summary>
    public static async Task Begin(HttpContext context, User person, Guid? businessId, bool goesOn = false, bool bothFactors = false)
    {
        var moment = context.RequestServices.GetRequiredService<IClock>().GetCurrentInstant();
        if (businessId is { } entered) await context.RequestServices.GetRequiredService<AppDb>().NoteSignIn(person.Id, entered, moment, context.RequestAborted);
        var now = moment.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var began = goesOn ? context.User.FindFirstValue(Began) ?? now : now;
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, person.Id.ToString()), new(Stamp, person.SecurityStamp ?? ""), new(Began, began)], Scheme);
        if (businessId is { } id) identity.AddClaim(new(Business, id.ToString()));
        if (bothFactors || (goesOn && context.User.HasClaim(Factors, "2"))) identity.AddClaim(new(Factors, "2"));
        await context.SignInAsync(Scheme, new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
    }

    /// <summary>Lets in who has proved who they are, and says where to: straight in where there is one business to work in; else the person chooses.</summary>
    public static async Task<string> Enter(HttpContext context, User person, IReadOnlyList<Place> places, string? returnUrl, bool bothFactors = false)
    {
        await Begin(context, person, places is [var only] ? only.BusinessId : null, bothFactors: bothFactors);
        var to = LocalUrl.Of(returnUrl);
        return places.Count == 1 ? to ?? "/leads" : places.Count == 0 && to is not null ? to : "/businesses" + (to is null ? "" : QueryString.Create("returnUrl", to));
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
        if (person is null || person.Stamp != claims.FindFirstValue(Stamp) || IsOver(claims))
        {
            context.RejectPrincipal();
            await End(context.HttpContext);
            return;
        }
        user.SignedIn(userId, person.Name);
        if (person is not { Member: { } member, Business: { } business }) return;
        await db.Enter(business, ct);
        user.Become(member, person.Role, person.HasOthers);
    }

    private bool IsOver(ClaimsPrincipal claims) =>
        !long.TryParse(claims.FindFirstValue(Began), CultureInfo.InvariantCulture, out var began) || Instant.FromUnixTimeSeconds(began) + Longest < clock.GetCurrentInstant();
}
