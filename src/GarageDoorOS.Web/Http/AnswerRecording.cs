using GarageDoorOS.Web.Data;

namespace GarageDoorOS.Web.Http;

/// <summary>Catches what a request would answer, and gives it out again.</summary>
internal static class AnswerRecording
{
    public static async Task Record(this StoredAnswer answer, HttpContext context, RequestDelegate next)
    {
        var response = context.Response;
        var wire = response.Body;
        using var caught = new MemoryStream();
        response.Body = caught;
        try
        {
            await Run(context, next);
        }
        finally
        {
            response.Body = wire;
        }
        answer.Status = response.StatusCode;
        answer.ContentType = response.ContentType ?? "";
        answer.Location = response.Headers.Location.ToString();
        answer.ETag = response.Headers.ETag.ToString();
        answer.Body = caught.ToArray();
    }

    public static async Task WriteTo(this StoredAnswer answer, HttpResponse response)
    {
        response.StatusCode = answer.Status;
        if (answer.ContentType.Length > 0) response.ContentType = answer.ContentType;
        if (answer.Location.Length > 0) response.Headers.Location = answer.Location;
        if (answer.ETag.Length > 0) response.Headers.ETag = answer.ETag;
        if (answer.Body.Length > 0) await response.Body.WriteAsync(answer.Body, response.HttpContext.RequestAborted);
    }

    // What cannot be read is an answer as well, and kept like every other below 500.
    private static async Task Run(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (BadHttpRequestException unreadable)
        {
            await Surprises.For(context, unreadable.StatusCode, unreadable.Message).ExecuteAsync(context);
        }
    }
}
