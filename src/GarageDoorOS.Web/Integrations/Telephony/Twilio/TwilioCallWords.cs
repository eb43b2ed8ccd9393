using System.Globalization;
using System.Text.Json;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Calls;

namespace GarageDoorOS.Web.Integrations.Telephony.Twilio;

/// <summary>Puts into our words what Twilio says of a call, whether it was asked or calls us by itself. A call has two legs: ours rings first, and is the parent of theirs.</summary>
public static class TwilioCallWords
{
    private const int LongestField = 64, LongestUrl = 500;

    /// <summary>How Twilio spells that whoever calls withholds the number: ANONYMOUS, RESTRICTED, BLOCKED, UNKNOWN, UNAVAILABLE on the keys of a phone.</summary>
    private static readonly string[] Withheld = ["+266696687", "+7378742833", "+2562533", "+8656696", "+86282452253"];

    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>What is to be done, where Twilio only says what is wrong.</summary>
    private static readonly Dictionary<int, string> Steps = new()
    {
        [10001] = "The console of Twilio tells why the account is closed.",
        [20003] = "Look at the Account SID and the auth token.",
        [20005] = "The console of Twilio tells why the account is closed.",
        [20429] = "Wait a minute, then try again.",
        [21210] = "Verify the number in the console of Twilio, or take one that you bought there.",
        [21212] = "Take a number that you bought in the console of Twilio.",
        [21215] = "Allow calls to this country in the console of Twilio, under Geo permissions.",
        [21219] = "A trial account rings only numbers that were verified in the console of Twilio.",
        [21606] = "Take a number that you bought in the console of Twilio.",
    };

    private static readonly Dictionary<int, string> Errors = new()
    {
        [13223] = "The number is in no form that can be dialled.",
        [13224] = "The number is not valid.",
        [13225] = "Twilio does not ring this number.",
        [13227] = "The account may not ring this country.",
        [21215] = "The account may not ring this country.",
        [32014] = "The carrier did not put it through.",
        [32016] = "The carrier did not answer in time.",
    };

    /// <summary>How a call stands that Twilio was asked for: <paramref name="ours"/> and <paramref name="theirs"/> are the states of its legs, null for one that there is not; <paramref name="seconds"/> of theirs. Null where it says nothing that can be read.</summary>
    public static CallNews? Of(string? ours, string? theirs, int? seconds) =>
        theirs is not null ? Theirs(theirs, seconds, null)
        : ours == "completed" ? new(CallState.Ended, CallEnd.HungUp)
        : Ours(ours, null);

    /// <summary>
    /// What Twilio tells by itself of one of the legs; null where that is no news. That our leg is over is none: how it went the other leg tells, and where there never was one Twilio is
    /// asked. A recording comes as news of nothing but itself.
    /// </summary>
    public static CallNews? Read(IFormCollection form, bool isTheirLeg)
    {
        var (status, error) = (Field(form, "CallStatus")?.ToLowerInvariant(), Field(form, "ErrorCode"));
        var recording = Recording(form);
        if (status is null || form.ContainsKey("RecordingStatus")) return recording is null ? null : new(CallState.Requested) { Recording = recording };
        var news = isTheirLeg ? Theirs(status, Number(form, "CallDuration") ?? Number(form, "Duration"), error) : Ours(status, error);
        return news is null ? recording is null ? null : new(CallState.Requested) { Recording = recording } : news with { Recording = recording };
    }

    /// <summary>The id and the number of a call that comes in; the number is empty where it is withheld. Null where this is no call.</summary>
    public static (string Id, string From)? Incoming(IFormCollection form) =>
        Field(form, "CallSid") is { } id ? (id, Field(form, "From") is { } from && !Withheld.Contains(from) ? from : "") : null;

    /// <summary>Whether whoever called is still on the line.</summary>
    public static bool IsThere(IFormCollection form) => Field(form, "CallStatus") is "ringing" or "in-progress";

    /// <summary>A key was pressed.</summary>
    public static bool IsKey(IFormCollection form) => Field(form, "Digits") is not null;

    internal static VendorRefusal? Refusal(string? content) => No(content) is not { Message: { } message } no ? null
        : new($"{no.Code} {message}".Trim(), no.Code is { } code && Steps.TryGetValue(code, out var step) ? " " + step : null);

    internal static TwilioNo? No(string? content)
    {
        try
        {
            return content is null ? null : JsonSerializer.Deserialize<TwilioNo>(content, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static CallNews? Ours(string? status, string? error) => status switch
    {
        "queued" or "initiated" or "ringing" => new(CallState.RingingUs),
        "in-progress" or "answered" => new(CallState.RingingThem),
        "busy" or "no-answer" or "canceled" => new(CallState.Ended, CallEnd.NotPickedUpHere),
        "failed" => new(CallState.Ended, CallEnd.Failed) { Error = Why(error) },
        _ => null,
    };

    private static CallNews? Theirs(string status, int? seconds, string? error) => status switch
    {
        "queued" or "initiated" or "ringing" => new(CallState.RingingThem),
        "in-progress" or "answered" => new(CallState.Talking),
        "completed" when seconds == 0 => new(CallState.Ended, CallEnd.HungUp),
        "completed" => new(CallState.Ended, CallEnd.Talked) { Seconds = seconds },
        "busy" => new(CallState.Ended, CallEnd.Busy),
        "no-answer" => new(CallState.Ended, CallEnd.NoAnswer),
        "canceled" => new(CallState.Ended, CallEnd.HungUp),
        "failed" => new(CallState.Ended, CallEnd.Failed) { Error = Why(error) },
        _ => null,
    };

    private static string Why(string? code) =>
        code is null ? "Twilio could not put it through."
        : int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Errors.TryGetValue(number, out var words) ? words
        : $"Twilio's error {code}.";

    private static string? Recording(IFormCollection form) =>
        form["RecordingUrl"].ToString() is { Length: > 0 and <= LongestUrl } url && Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? url : null;

    private static int? Number(IFormCollection form, string name) => int.TryParse(form[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Field(IFormCollection form, string name) => PlainText.Cut(PlainText.OneLine(form[name]), LongestField).OrNull();
}
