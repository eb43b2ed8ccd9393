using Microsoft.Net.Http.Headers;

namespace GarageDoorOS.Web.Http;

/// <summary>Refuses what nobody could read, before a handler meets it: a body in another character set, a form that ends in the middle.</summary>
internal sealed class ReadableBody(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var charset = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) ? HeaderUtilities.RemoveQuotes(type.Charset) : default;
        if (charset.HasValue && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            await Answers.Refuse(context, 415, "unsupported_media_type", "Send UTF-8.").ExecuteAsync(context);
            return;
        }
        // The form is kept by the request, so whoever asks for it later gets this one.
        if (context.Request.HasFormContentType && context.GetEndpoint() is not null && await Broken(context))
        {
            await Answers.Refuse(context, 400, "unreadable", "The form is broken or was cut short; nothing was changed.").ExecuteAsync(context);
            return;
        }
        await next(context);
    }

    private static async Task<bool> Broken(HttpContext context)
    {
        try
        {
            await context.Request.ReadFormAsync(context.RequestAborted);
            return false;
        }
        catch (Exception broken) when (broken is IOException and not BadHttpRequestException or InvalidDataException)
        {
            return true;
        }
    }
}
