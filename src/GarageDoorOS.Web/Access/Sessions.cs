using System.Globalization;
using System.Security.Claims;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Audit;
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
    private const string Stamp = "stamp", Business = "business", Began = "began", Shown = "shown";

    /// <summary>However often it is used, a session ends, also one whose cookie somebody copied.</summary>
    private static readonly Duration Longest = Duration.FromDays(30);

    /// <summary>Begins a session in <paramref name="businessId"/>, or in none yet where the person has several to choose from. One that <paramref name="goesOn"/> is no younger for it,
    /// and has shown what it had; else it has shown what was <paramref name="proven"/>.</summary>
    public static async Task Begin(HttpContext context, User person, Guid? businessId, bool goesOn = false, Proven proven = Proven.Password)
    {
        var moment = Now(context);
        if (businessId is { } entered) await context.RequestServices.GetRequiredService<AuditDoor>().SignedIn(person.Id, entered, context.RequestServices.GetRequiredService<CurrentUser>().Address, context.RequestAborted);
        await (goesOn ? Write(context, person, businessId, BeganIn(context.User), ShownIn(context.User)) : Write(context, person, businessId, moment, proven));
    }

    /// <summary>This very session, after something about its person has changed, such as their password; it has shown what was <paramref name="proven"/> just now, or what it had.</summary>
    public static Task GoOn(HttpContext context, User person, Proven? proven = null) =>
        Write(context, person, Guid.TryParse(context.User.FindFirstValue(Business), out var here) ? here : null, BeganIn(context.User), proven ?? ShownIn(context.User));

    /// <summary>Lets in who has proved who they are, and says where to: straight in where there is one business to work in; else the person chooses.
    /// Whoever has codes from an app is asked for one first, whichever door they came by, unless it has seen two factors already.</summary>
    public static async Task<string> Enter(HttpContext context, User person, IReadOnlyList<Place> places, string? returnUrl, Proven proven = Proven.Password)
    {
        if (proven == Proven.Password && person.TwoFactorEnabled)
        {
            await End(context); // whoever was signed in here before
            context.RequestServices.GetRequiredService<SecondStep>().Begin(context, person);
            return SecondStep.Address(returnUrl);
        }

        await Begin(context, person, places is [var only] ? only.BusinessId : null, proven: proven);
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
        user.SignedIn(userId, person.Name, person.HasSecondFactor, ShownIn(claims));
        if (person is not { Member: { } member, Business: { } business }) return;
        if (business.RequiresSecondFactor && !user.HasShownBoth)
        {
            user.IsKeptOutBy(business.Name);
            return;
        }

        await db.Enter(business, ct);
        user.Become(member, person.Role, person.HasOthers);
    }

    private static Task Write(HttpContext context, User person, Guid? businessId, Instant? began, Proven proven)
    {
        var moment = (began ?? Now(context)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, person.Id.ToString()), new(Stamp, person.SecurityStamp ?? ""), new(Began, moment)], Scheme);
        if (businessId is { } id) identity.AddClaim(new(Business, id.ToString()));
        if (proven != Proven.Password) identity.AddClaim(new(Shown, proven.ToString()));
        return context.SignInAsync(Scheme, new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
    }

    private static Instant Now(HttpContext context) => context.RequestServices.GetRequiredService<IClock>().GetCurrentInstant();

    private static Instant? BeganIn(ClaimsPrincipal claims) =>
        long.TryParse(claims.FindFirstValue(Began), CultureInfo.InvariantCulture, out var began) ? Instant.FromUnixTimeSeconds(began) : null;

    private static Proven ShownIn(ClaimsPrincipal claims) => Enum.TryParse<Proven>(claims.FindFirstValue(Shown), out var shown) ? shown : Proven.Password;

    private bool IsOver(ClaimsPrincipal claims) => BeganIn(claims) is not { } began || began + Longest < clock.GetCurrentInstant();
}
