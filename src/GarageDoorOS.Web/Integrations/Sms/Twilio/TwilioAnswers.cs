using System.Globalization;
using System.Net;
using System.Text.Json;
using GarageDoorOS.Domain;
using NodaTime;
using Polly.Timeout;
using Refit;

namespace GarageDoorOS.Web.Integrations.Sms.Twilio;

/// <summary>Why Twilio did not take a text, in plain words, and what is to be done about it.</summary>
internal static class TwilioAnswers
{
    private const int LongestAnswer = 300;
    private static readonly Duration LongestWait = Duration.FromDays(1);

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>What will be the same tomorrow: no phone that takes texts, a person who said STOP, a text that is too long.</summary>
    private static readonly int[] ForGood = [21211, 21401, 21602, 21604, 21605, 21610, 21612, 21614, 21617, 21635];

    public static SmsFailed Unreadable(bool mayBeOut) => new("Twilio answered something that cannot be read.", mayBeOut: mayBeOut);

    /// <summary>Of an answer that came, be it whole. <paramref name="secrets"/> are cut out of what it says.</summary>
    public static SmsFailed Failure<TAnswer>(IApiResponse<TAnswer> answer, bool isSending, Instant now, params IReadOnlyList<string> secrets)
    {
        if (answer.StatusCode is not { } status) return Failure(answer.Error?.InnerException ?? answer.Error, isSending, answer.RequestMessage?.RequestUri?.Host ?? "Twilio");
        if (answer.IsSuccessStatusCode) return Unreadable(mayBeOut: true);
        var refusal = Refusal((answer.Error as ApiException)?.Content);
        var said = refusal is null ? $"Twilio answered: {(int)status}." : $"Twilio answered: {refusal.Code ?? (int)status} {refusal.Message}";
        said = secrets.Where(secret => secret.Length > 0).Aggregate(said, (text, secret) => text.Replace(secret, "…", StringComparison.Ordinal));
        // A refusal is an answer; a failure on their side is none, and neither is whatever a look-up ran into.
        var isClear = isSending && (int)status < 500 && status != HttpStatusCode.RequestTimeout;
        return new(PlainText.Cut(PlainText.OneLine(said), LongestAnswer), isClear && ForGood.Contains(refusal?.Code ?? 0), Wait(answer, status, now), mayBeOut: !isClear);
    }

    /// <summary>Of an answer that did not come.</summary>
    public static SmsFailed Failure(Exception? broken, bool isSending, string host) => broken switch
    {
        OperationCanceledException or TimeoutRejectedException or TimeoutException => new("Twilio did not answer in time.", mayBeOut: true, inner: broken),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } =>
            new($"Nobody answers at {host}.", mayBeOut: !isSending, inner: broken),
        ApiRequestException { InnerException: { } cause } => Failure(cause, isSending, host),
        _ => new("The connection to Twilio broke.", mayBeOut: true, inner: broken),
    };

    private static Duration? Wait(IApiResponse answer, HttpStatusCode status, Instant now)
    {
        if (status is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable) || answer.Headers?.RetryAfter is not { } after) return null;
        var wait = after.Delta is { } delta ? Duration.FromTimeSpan(delta) : after.Date is { } date ? Instant.FromDateTimeOffset(date) - now : Duration.Zero;
        return Duration.Max(Duration.Zero, Duration.Min(wait, LongestWait));
    }

    private static TwilioRefusal? Refusal(string? content)
    {
        try
        {
            return content is null ? null : JsonSerializer.Deserialize<TwilioRefusal>(content, Json) is { Message: not null } refusal ? refusal : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
