using GarageDoorOS.Domain.Messages;
using NodaTime;

namespace GarageDoorOS.Web.Features.LeadMessages;

/// <summary>A text or a mail to or from a lead, as the API gives it.</summary>
public sealed record LeadMessageJson
{
    public required Guid Id { get; init; }
    public required Guid LeadId { get; init; }
    public required MessageChannel Channel { get; init; }

    /// <summary>The lead's number in E.164, or its e-mail.</summary>
    public required string Address { get; init; }

    /// <summary>Of an e-mail; empty for a text.</summary>
    public required string Subject { get; init; }
    public required string Text { get; init; }

    /// <summary>queued: on its way; sent: the vendor has it; delivered; failed; withdrawn: it was not wanted any more; received: it came from the lead.</summary>
    public required LeadMessageState State { get; init; }

    /// <summary>Why it did not go out, or did not arrive; null where nothing is wrong.</summary>
    public required string? Error { get; init; }

    /// <summary>A cadence wrote it.</summary>
    public required bool Automatic { get; init; }

    /// <summary>Who wrote it; null where the lead did.</summary>
    public required string? By { get; init; }
    public required Instant At { get; init; }

    internal static LeadMessageJson Of(LeadMessage message) => new()
    {
        Id = message.Id,
        LeadId = message.LeadId,
        Channel = message.Channel,
        Address = message.Address,
        Subject = message.Subject,
        Text = message.Text,
        State = message.State,
        Error = message.Error,
        Automatic = message.EnrolmentId is not null,
        By = message.By?.Name,
        At = message.At,
    };
}
