using GarageDoorOS.Domain.Consent;
using NodaTime;

namespace GarageDoorOS.Web.Features.ConsentEntries;

/// <summary>One entry of the ledger. It is never changed: who says otherwise later has a later entry.</summary>
public sealed record ConsentJson
{
    public required Guid Id { get; init; }
    public required ConsentChannel Channel { get; init; }

    /// <summary>A phone number as E.164, an e-mail address in small letters.</summary>
    public required string Address { get; init; }

    /// <summary>True: they agreed. False: they want no more.</summary>
    public required bool Given { get; init; }
    public required ConsentHow How { get; init; }

    /// <summary>What was said or written, where somebody noted it.</summary>
    public required string? Wording { get; init; }

    /// <summary>When it was said.</summary>
    public required Instant At { get; init; }

    /// <summary>The name of who wrote it down.</summary>
    public required string By { get; init; }

    internal static ConsentJson Of(Consent entry) => new()
    {
        Id = entry.Id,
        Channel = entry.Channel,
        Address = entry.Address,
        Given = entry.IsGiven,
        How = entry.How,
        Wording = entry.Wording.Length == 0 ? null : entry.Wording,
        At = entry.At,
        By = entry.By.Name,
    };
}
