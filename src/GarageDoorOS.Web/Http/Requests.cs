namespace GarageDoorOS.Web.Http;

/// <summary>Questions about a request.</summary>
public static class Requests
{
    public static bool IsApi(this HttpContext context) => context.Request.Path.StartsWithSegments("/api");

    public static bool IsHtmx(this HttpContext context) => context.Request.Headers.ContainsKey("HX-Request");

    /// <summary>A person's browser asks for a whole page (not a fragment of one, not JSON).</summary>
    public static bool WantsPage(this HttpContext context) => !context.IsApi() && !context.IsHtmx();
}
