using System.Globalization;
using GarageDoorOS.Domain;
using Microsoft.AspNetCore.Http.Features;

namespace GarageDoorOS.Web.Http;

/// <summary>The version that a change starts from, and the one that an answer carries.</summary>
public static class Versions
{
    /// <summary>From <c>If-Match: "7"</c>, else from <c>version</c> in the body; null where neither was sent.</summary>
    public static int? Sent(HttpRequest request, int? inBody = null)
    {
        var header = request.Headers.IfMatch.ToString().Trim();
        if (header.StartsWith("W/", StringComparison.Ordinal)) header = header[2..];
        // A tag that is none of ours matches no version.
        return header.Length == 0 ? inBody : int.TryParse(header.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1;
    }

    /// <summary>What a DELETE sent: as If-Match, as <c>?version=</c>, or in a JSON body, however that travels.</summary>
    public static async Task<Result<int?>> OfDelete(HttpContext context, string? inQuery)
    {
        var errors = new FormErrors();
        var sent = inQuery is null ? null : int.TryParse(inQuery, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)-1;
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true)
        {
            var json = (await JsonBody.BindAsync(context)).Fields(errors);
            sent = json.Number("version") ?? sent;
            json.Finish();
        }
        return errors.Any ? errors.ToProblem() : Sent(context.Request, sent);
    }

    public static void ETag(this HttpResponse response, int version) => response.Headers.ETag = $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>428 without a version, or with one that is yet to come; the <paramref name="strict"/> rule of the API is 412 with any other.</summary>
    public static Problem? Check(int? sent, bool strict, IVersioned record, Func<object> current)
    {
        if (sent is not { } version) return new Problem.VersionMissing();
        if (strict) return version == record.Version ? null : new Problem.Stale(current());
        return version > record.Version ? new Problem.VersionMissing() : null;
    }
}
