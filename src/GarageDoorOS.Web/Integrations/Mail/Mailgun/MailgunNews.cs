using System.Text.Json;
using System.Text.Json.Serialization;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Messages;

namespace GarageDoorOS.Web.Integrations.Mail.Mailgun;

/// <summary>What Mailgun tells of a mail that went out by it, in its own words.</summary>
public sealed record MailgunNews(MailgunSignature Signature, [property: JsonPropertyName("event-data")] MailgunNews.Happening? Event)
{
    private const int LongestError = 300, LongestId = 250;

    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true, NumberHandling = JsonNumberHandling.AllowReadingFromString };
    private static readonly MailgunNews Nothing = new(new(null, null, null), null);

    public sealed record Happening(string? Event, string? Severity, Envelope? Message, [property: JsonPropertyName("delivery-status")] Answer? Answer);

    public sealed record Envelope(Named? Headers);

    public sealed record Named([property: JsonPropertyName("message-id")] string? Id);

    public sealed record Answer(int? Code, string? Message, string? Description);

    /// <summary>What nobody can read was signed by nobody.</summary>
    internal static async Task<MailgunNews> Read(HttpRequest request, CancellationToken ct)
    {
        try
        {
            var news = request.HasJsonContentType() ? await JsonSerializer.DeserializeAsync<MailgunNews>(request.Body, Json, ct) : null;
            return news is { Signature: not null } ? news : Nothing;
        }
        catch (JsonException)
        {
            return Nothing;
        }
    }

    /// <summary>Null where it says nothing that we keep: a mail of somebody else, one that is still tried, one that was opened.</summary>
    public DeliveryNews? InOurWords()
    {
        DeliveryState? state = (Event?.Event, Event?.Severity) switch
        {
            ("delivered", _) => DeliveryState.Delivered,
            ("failed", "permanent") or ("rejected", _) => DeliveryState.Undelivered,
            _ => null,
        };
        // Ours name themselves «id@domain».
        if (state is null || Event?.Message?.Headers?.Id is not { } named || !Guid.TryParseExact(named.Trim('<', '>', ' ').Split('@')[0], "N", out var id)) return null;
        return new(MessageChannel.Email, id, PlainText.Cut(PlainText.OneLine(named.Trim('<', '>', ' ')), LongestId), state.Value, state == DeliveryState.Undelivered ? Why(Event.Answer) : null);
    }

    private static string Why(Answer? answer)
    {
        var said = PlainText.OneLine(answer?.Description.OrNull() ?? answer?.Message);
        return said.Length == 0 ? "Mailgun did not say why it did not arrive." : PlainText.Cut($"The mail server of the lead answered: {(answer?.Code is { } code ? $"{code} " : "")}{said}", LongestError);
    }
}
