using NodaTime;

namespace GarageDoorOS.Domain.Consent;

/// <summary>Whether a message that goes by itself may go. A closed family; <c>Why</c> is for people.</summary>
public abstract record Verdict
{
    private Verdict() { }

    /// <summary>It may go now.</summary>
    public sealed record Go : Verdict;

    /// <summary>Not at this hour; at <paramref name="Until"/> it is to be asked again.</summary>
    public sealed record Wait(Instant Until, string Why) : Verdict;

    /// <summary>Not to this address, until somebody says otherwise. <paramref name="IsTheirWish"/>: whoever has it wants no more, so a person does not write there either.</summary>
    public sealed record No(string Why, bool IsTheirWish = false) : Verdict;
}
