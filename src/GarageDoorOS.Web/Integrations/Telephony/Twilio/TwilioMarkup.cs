using System.Xml.Linq;

namespace GarageDoorOS.Web.Integrations.Telephony.Twilio;

/// <summary>What Twilio is to do once a phone was picked up, in its own markup (TwiML). Names of people are text in it, whatever they hold.</summary>
internal static class TwilioMarkup
{
    public static readonly string[] Events = ["initiated", "ringing", "answered", "completed"];

    private const string Recorded = "This call is recorded.";

    /// <summary>
    /// Says who is next, rings them, and joins the two. It is recorded only where <paramref name="announcementUrl"/> says so to who is called as well: Twilio speaks to them alone by an
    /// address, and by nothing that stands here.
    /// </summary>
    public static string Of(OutboundCall call, string number, string? announcementUrl)
    {
        var isRecorded = call.Records && announcementUrl is not null;
        var them = new XElement("Number", call.To);
        if (isRecorded) them.Add(new XAttribute("url", announcementUrl!), new XAttribute("method", "GET"));
        if (call.StatusUrl is { } url) them.Add(new XAttribute("statusCallback", With(url, "leg=them")), new XAttribute("statusCallbackEvent", string.Join(' ', Events)));
        var dial = new XElement("Dial", new XAttribute("callerId", number), new XAttribute("answerOnBridge", "true"), new XAttribute("timeout", "40"));
        if (isRecorded)
        {
            dial.Add(new XAttribute("record", "record-from-answer-dual"));
            if (call.StatusUrl is { } status) dial.Add(new XAttribute("recordingStatusCallback", With(status, "leg=recording")));
        }
        dial.Add(them);
        return Response(new XElement("Say", Text(call.Says)), isRecorded ? new XElement("Say", Recorded) : null, dial);
    }

    /// <summary>
    /// Rings all of <paramref name="phones"/> at once, each with the address that asks whoever picks up to press a key: a mailbox presses none, so it takes no call. The first who does has it.
    /// <paramref name="overUrl"/>: asked what is next once that is over. <paramref name="recordingUrl"/>: where a recording is told of; null: none is made.
    /// </summary>
    public static string Ring(IEnumerable<(string Number, string AskUrl)> phones, string overUrl, string? recordingUrl)
    {
        var dial = new XElement("Dial", new XAttribute("answerOnBridge", "true"), new XAttribute("timeout", "25"), new XAttribute("action", overUrl));
        if (recordingUrl is not null) dial.Add(new XAttribute("record", "record-from-answer-dual"), new XAttribute("recordingStatusCallback", recordingUrl));
        dial.Add(phones.Select(phone => new XElement("Number", new XAttribute("url", phone.AskUrl), phone.Number)));
        return Response(recordingUrl is null ? null : new XElement("Say", Recorded), dial);
    }

    /// <summary>What whoever picks up here hears. The key goes to the same address.</summary>
    public static string Ask(string words) => Response(new XElement("Gather", new XAttribute("numDigits", "1"), new XAttribute("timeout", "12"), new XElement("Say", Text(words))), new XElement("Hangup"));

    /// <summary>Joins the two; where it is recorded, ours hears so too.</summary>
    public static string Join(bool isRecorded) => Response(isRecorded ? new XElement("Say", Recorded) : null);

    /// <summary>Says something, and hangs up.</summary>
    public static string Goodbye(string? words) => Response(words is null ? null : new XElement("Say", Text(words)), new XElement("Hangup"));

    /// <summary>Twice: nobody has a pen ready at first.</summary>
    public static string Saying(string words) =>
        Response(new XElement("Pause", new XAttribute("length", "1")), new XElement("Say", Text(words)), new XElement("Pause", new XAttribute("length", "1")), new XElement("Say", Text(words)));

    /// <summary>What whoever is called hears before the two are joined.</summary>
    public static string Announcement { get; } = Response(new XElement("Say", Recorded));

    private static string Response(params XElement?[] verbs) => new XElement("Response", verbs).ToString(SaveOptions.DisableFormatting);

    private static string With(string url, string query) => url + (url.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query;

    /// <summary>XML has no word for some characters.</summary>
    private static string Text(string words) => string.Concat(words.Where(System.Xml.XmlConvert.IsXmlChar));
}
