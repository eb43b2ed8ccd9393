using Microsoft.Net.Http.Headers;

namespace GarageDoorOS.Web.Http;

/// <summary>Refuses bodies in another character set before anything reads them: the framework would break on some.</summary>
internal sealed class OnlyUtf8(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var charset = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Charset) : default;
        if (!charset.HasValue || charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)) await next(context);
        else await Answers.Refuse(context, 415, "unsupported_media_type", "Send UTF-8.").ExecuteAsync(context);
    }
}
