using System.Diagnostics;
using System.Text.Json;
using GarageDoorOS.Domain;

namespace GarageDoorOS.Web.Http;

/// <summary>The answers from 400 up, in one place: problem+json under /api, a page or fragment elsewhere.</summary>
public static class Answers
{
    public static IResult Refuse(HttpContext context, int status, string code, string detail, IReadOnlyDictionary<string, object?>? with = null) =>
        context.IsApi() ? new ProblemJson(status, code, detail, with) : new ProblemPage(status, detail);

    /// <summary>A problem of the domain as the JSON API says it.</summary>
    public static IResult ToJson(this Problem problem) => problem switch
    {
        Problem.NotFound => new ProblemJson(404, "not_found", "There is nothing at this address that you may see."),
        Problem.Forbidden forbidden => new ProblemJson(403, "forbidden", forbidden.Why),
        Problem.Invalid invalid => new ProblemJson(422, "invalid", "Some of what was sent is wrong; nothing was changed.", new Dictionary<string, object?>
        {
            ["errors"] = invalid.Errors.GroupBy(e => e.Field).ToDictionary(g => g.Key, g => g.Select(e => e.Message).ToArray()),
        }),
        Problem.Conflict conflict => new ProblemJson(409, conflict.Code, conflict.Detail, conflict.With),
        Problem.Stale stale => new ProblemJson(412, "stale", "Somebody changed this in between; «current» is what it is now.", new Dictionary<string, object?> { ["current"] = stale.Current }),
        Problem.VersionMissing => new ProblemJson(428, "version_required", "Send If-Match or version, so that nobody's change is overwritten unseen."),
        _ => throw new InvalidOperationException($"Not in the family: {problem}"),
    };

    /// <summary>A problem of the domain as a page says it, where the form itself cannot be drawn again.</summary>
    public static IResult ToPage(this Problem problem) => problem switch
    {
        Problem.NotFound => new ProblemPage(404, "There is nothing here. It may have been deleted, or it is not yours to see."),
        Problem.Forbidden forbidden => new ProblemPage(403, forbidden.Why),
        Problem.Invalid invalid => new ProblemPage(422, string.Join(" ", invalid.Errors.Select(e => e.Message))),
        Problem.Conflict conflict => new ProblemPage(409, conflict.Detail),
        Problem.Stale => new ProblemPage(412, "Somebody changed this in between. Look again; nothing of yours was saved."),
        Problem.VersionMissing => new ProblemPage(428, "The form was sent without its version. Open it again."),
        _ => throw new InvalidOperationException($"Not in the family: {problem}"),
    };
}

/// <summary>An answer of <c>application/problem+json</c> with <c>code</c> and <c>traceId</c>.</summary>
internal sealed class ProblemJson(int status, string code, string detail, IReadOnlyDictionary<string, object?>? with = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var body = new Dictionary<string, object?>
        {
            ["title"] = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
            ["status"] = status,
            ["code"] = code,
            ["detail"] = detail,
            ["traceId"] = Activity.Current?.TraceId.ToString() ?? httpContext.TraceIdentifier,
        };
        foreach (var (key, value) in with ?? new Dictionary<string, object?>()) body[key] = value;
        httpContext.Response.StatusCode = status;
        return httpContext.Response.WriteAsJsonAsync(body, JsonShape.Options, "application/problem+json", httpContext.RequestAborted);
    }
}
