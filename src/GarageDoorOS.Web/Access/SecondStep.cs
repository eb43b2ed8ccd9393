using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Access;

/// <summary>Between the right password and the code: who it is that has typed it. It opens nothing, and ends after ten minutes or with a changed password.</summary>
public sealed class SecondStep(ShortCookies cookies)
{
    public const string Path = "/sign-in/code";
    private const string Cookie = "step";

    /// <summary>Where the code is asked for, and where the way leads on.</summary>
    public static string Address(string? returnUrl) => Path + (LocalUrl.Of(returnUrl) is { } to ? QueryString.Create("returnUrl", to) : "");

    public void Begin(HttpContext context, User person) => cookies.Give(context, Cookie, $"{person.Id} {person.SecurityStamp}");

    /// <summary>The person and the stamp that they had then.</summary>
    public (Guid UserId, string Stamp)? Of(HttpContext context) =>
        cookies.Read(context, Cookie)?.Split(' ', 2) is [var id, var stamp] && Guid.TryParse(id, out var userId) ? (userId, stamp) : null;

    public void End(HttpContext context) => cookies.Forget(context, Cookie);
}
