using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

namespace GarageDoorOS.Web.Http;

/// <summary>The one handler of exceptions, and of answers that the framework leaves empty: nothing leaks, everything has a trace id.</summary>
internal static class Surprises
{
    public static Task Handle(HttpContext context)
    {
        var exception = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        return exception is null ? Task.CompletedTask : For(context, StatusOf(exception), (exception as BadHttpRequestException)?.Message).ExecuteAsync(context);
    }

    /// <summary>What a client sent wrong is no failure of ours, whatever the framework throws for it.</summary>
    public static int StatusOf(Exception exception) => exception switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        InvalidDataException or AntiforgeryValidationException => 400, // a broken or oversized form
        _ => 500,
    };

    public static Task Fill(StatusCodeContext context) => For(context.HttpContext, context.HttpContext.Response.StatusCode, null).ExecuteAsync(context.HttpContext);

    public static IResult For(HttpContext context, int status, string? detail) => status switch
    {
        400 => Answers.Refuse(context, 400, "unreadable", detail ?? "This could not be read; nothing was changed."),
        404 => Answers.Refuse(context, 404, "not_found", "There is nothing at this address that you may see."),
        405 => Answers.Refuse(context, 405, "method_not_allowed", "This address does not take that method."),
        413 => Answers.Refuse(context, 413, "too_large", "This is larger than what can be taken here; nothing was changed."),
        415 => Answers.Refuse(context, 415, "unsupported_media_type", detail ?? "This address does not take that content type."),
        >= 400 and < 500 => Answers.Refuse(context, status, "refused", detail ?? "This was refused; nothing was changed."),
        _ => Answers.Refuse(context, status, "internal_error", "Something broke on our side. Nothing of this request was saved; try again."),
    };
}
