namespace GarageDoorOS.Web.Http;

/// <summary>The answer to a form that was taken.</summary>
public static class Done
{
    /// <summary>
    /// With script: the dialog empties, <paramref name="message"/> is shown and whatever listens for <paramref name="changed"/> refreshes. Without: on to
    /// <paramref name="next"/>. <paramref name="undo"/> is the address that takes it back by POST.
    /// </summary>
    public static IResult Answer(HttpContext context, string message, string changed, string next, string? undo = null)
    {
        if (!context.IsHtmx()) return Results.Redirect(next);
        Tell(context, message, changed, undo);
        return Results.Content("", "text/html; charset=utf-8");
    }

    /// <summary>The same where what listens for <paramref name="changed"/> says it all.</summary>
    public static IResult Quietly(HttpContext context, string changed, string next)
    {
        if (!context.IsHtmx()) return Results.Redirect(next);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Trigger(changed);
        return Results.Content("", "text/html; charset=utf-8");
    }

    /// <summary>The same beside an answer that puts something else in the place of the dialog.</summary>
    public static void Tell(HttpContext context, string message, string changed, string? undo = null)
    {
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Toast(message, undo);
        context.Response.Headers.Trigger(changed);
    }
}
