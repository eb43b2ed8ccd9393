using GarageDoorOS.Web.Access;
using Microsoft.AspNetCore.Antiforgery;

namespace GarageDoorOS.Web.Http;

/// <summary>Refuses every unsafe request that a foreign page may have caused: all but those made with an API key carry the token.</summary>
internal sealed class AntiforgeryCheck(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var method = context.Request.Method;
        var isSafe = HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);
        var byKey = context.RequestServices.GetRequiredService<CurrentUser>().ApiKeyId is not null;
        if (isSafe || byKey || context.GetEndpoint() is null || await antiforgery.IsRequestValidAsync(context))
        {
            await next(context);
            return;
        }
        await Answers.Refuse(context, 400, "antiforgery", "This form is too old or came from elsewhere. Load the page again; nothing was changed.").ExecuteAsync(context);
    }
}
