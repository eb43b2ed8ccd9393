using System.Globalization;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Messages;

namespace GarageDoorOS.Web.Integrations.Sms.Twilio;

/// <summary>Puts into our words what Twilio calls us with; null where it says nothing that we keep.</summary>
public static class TwilioWords
{
    private const int LongestId = 64;

    private static readonly Dictionary<int, string> Errors = new()
    {
        [21211] = "This is no phone number.",
        [21408] = "The account may not text this country.",
        [21610] = "This person has answered STOP.",
        [21612] = "There is no way to this number from the number of the account.",
        [21614] = "This number takes no texts.",
        [30001] = "Too many texts were waiting.",
        [30002] = "The account was suspended.",
        [30003] = "The phone is off or out of reach.",
        [30004] = "The phone or its carrier blocks texts.",
        [30005] = "The number is unknown, or not in service any more.",
        [30006] = "This is a landline, or a carrier that takes no texts.",
        [30007] = "The carrier took it for spam.",
        [30008] = "The carrier did not say why.",
        [30032] = "The toll-free number of the account is not verified.",
        [30034] = "The number of the account is not registered for business texts in the US (A2P 10DLC).",
        [30410] = "The carrier did not answer in time.",
    };

    public static InboundMessage? Inbound(IFormCollection form)
    {
        var (id, from) = (Field(form, "MessageSid") ?? Field(form, "SmsSid"), Field(form, "From"));
        return id is null || from is null ? null : new(MessageChannel.Text, id, from, Field(form, "To") ?? "", Attached(form), PlainText.Lines(form["Body"]), []);
    }

    /// <summary><paramref name="message"/>: our own id, as the address had it that we gave with the text.</summary>
    public static DeliveryNews? Delivery(IFormCollection form, string? message)
    {
        DeliveryState? state = (Field(form, "MessageStatus") ?? Field(form, "SmsStatus"))?.ToLowerInvariant() switch
        {
            "sent" => DeliveryState.Sent,
            "delivered" or "read" => DeliveryState.Delivered,
            "undelivered" or "failed" => DeliveryState.Undelivered,
            _ => null, // on its way, and no more to say
        };
        if (state is null || (Field(form, "MessageSid") ?? Field(form, "SmsSid")) is not { } id) return null;
        return new(MessageChannel.Text, Guid.TryParse(message, out var ours) ? ours : null, id, state.Value, state == DeliveryState.Undelivered ? Error(Field(form, "ErrorCode")) : null);
    }

    private static string Error(string? code) =>
        code is null ? "Twilio did not say why."
        : int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Errors.TryGetValue(number, out var words) ? words
        : $"Twilio's error {code}.";

    /// <summary>«2 pictures»: what it shows is not fetched.</summary>
    private static string? Attached(IFormCollection form)
    {
        if (!int.TryParse(form["NumMedia"], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0) return null;
        var isPictures = Enumerable.Range(0, Math.Min(count, 10)).All(i => form[$"MediaContentType{i}"].ToString().StartsWith("image/", StringComparison.OrdinalIgnoreCase));
        return $"{count} {(isPictures ? "picture" : "file")}{(count == 1 ? "" : "s")}";
    }

    private static string? Field(IFormCollection form, string name) => PlainText.Cut(PlainText.OneLine(form[name]), LongestId).OrNull();
}
