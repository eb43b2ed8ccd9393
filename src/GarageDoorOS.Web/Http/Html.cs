using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Ui;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;

namespace GarageDoorOS.Web.Http;

/// <summary>Draws Razor components as answers: a page for a browser, a fragment for htmx. Components get all they show as parameters.</summary>
public sealed class Html(IHttpContextAccessor accessor, CurrentUser user, CurrentBusiness business, IAntiforgery antiforgery, AssetUrls assets, IClock clock)
{
    /// <summary>A whole page. <typeparamref name="T"/> has a parameter <c>Shell</c>; <paramref name="parameters"/> holds the others by name.</summary>
    public IResult Page<T>(object? parameters = null, int status = 200) where T : IComponent
    {
        Context.Response.Headers.CacheControl = "no-cache, no-store"; // both, or antiforgery overrides it and logs a warning each time
        Context.Response.Headers.Vary = "HX-Request, HX-Target";
        return Draw<T>(With(parameters), status);
    }

    /// <summary>A piece of a page that htmx puts in its place; Back never shows it by itself.</summary>
    public IResult Fragment<T>(object? parameters = null, int status = 200) where T : IComponent => Page<T>(parameters, status);

    /// <summary>What frames every page: who is signed in, where, and the token that forms send back.</summary>
    public Shell Shell => shell ??= new(
        assets,
        antiforgery.GetAndStoreTokens(Context).RequestToken ?? "",
        business.Id is null ? "" : business.Name,
        user.Name,
        user.HasBusiness ? user.Role : null,
        Context.Request.Path,
        user.HasOtherPlaces,
        business.Id is null ? null : business.PhoneCountry,
        user.MemberId is not null && user.May(Permission.LeadsView) ? user.UnseenNotices : null)
    {
        IsNurturing = business.Id is not null && business.IsNurturing,
        LiveSince = user.HasBusiness && user.May(Permission.LeadsView) ? clock.GetCurrentInstant().ToUnixTimeMilliseconds() : null,
        IsCalling = business.Id is not null && business.IsCalling && user.MemberId is not null && user.May(Permission.LeadsView),
    };

    /// <summary>Who looks, when, in whose zone and currency; behind the door of a business alone.</summary>
    public Viewer Viewer => new(clock.GetCurrentInstant(), business.Zone, business.Currency, user.Role) { IsCalling = business.IsCalling };

    private Shell? shell;

    private HttpContext Context => accessor.HttpContext ?? throw new InvalidOperationException("There is no request.");

    private Dictionary<string, object?> With(object? parameters)
    {
        var all = new RouteValueDictionary(parameters).ToDictionary(p => p.Key, p => p.Value);
        all[nameof(Shell)] = Shell;
        return all;
    }

    private static RazorComponentResult<T> Draw<T>(Dictionary<string, object?> parameters, int status) where T : IComponent
    {
        if (typeof(T).GetProperty(nameof(Shell)) is null) parameters.Remove(nameof(Shell));
        return new(parameters) { StatusCode = status, PreventStreamingRendering = true };
    }
}
