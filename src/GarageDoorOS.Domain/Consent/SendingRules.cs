using NodaTime;

namespace GarageDoorOS.Domain.Consent;

/// <summary>When, and to whom, a business lets messages go by themselves. Without a row of its own it has <see cref="SendingFacts.Usual"/>.</summary>
public sealed class SendingRules : IBusinessRecord, IVersioned
{
    private SendingRules() { }

    public Guid BusinessId { get; private set; }
    public string From { get; private set; } = "";
    public string To { get; private set; } = "";
    public IReadOnlyList<StateHours> States { get; private set; } = [];
    public bool TextsNeedGiven { get; private set; }
    public bool EmailKeepsHours { get; private set; }
    public int Version { get; private set; } = 1;

    Guid IVersioned.Id => BusinessId;

    public SendingFacts Facts => new(new(From, To), States, TextsNeedGiven, EmailKeepsHours);

    public static SendingRules SetUp(Guid businessId, SendingFacts facts)
    {
        var rules = new SendingRules { BusinessId = businessId };
        rules.Take(facts);
        return rules;
    }

    /// <summary>They hold from the next message on.</summary>
    public void Become(SendingFacts facts)
    {
        if (facts == Facts) return;
        Take(facts);
        Version++;
    }

    private void Take(SendingFacts facts) =>
        (From, To, States, TextsNeedGiven, EmailKeepsHours) = (facts.Hours.From, facts.Hours.To, facts.States, facts.TextsNeedGiven, facts.EmailKeepsHours);
}

/// <summary>
/// What the rules say: the hours of every day, the stricter ones of some states, whether texts go only to who agreed to them, and whether e-mail waits for the hours too.
/// </summary>
public sealed record SendingFacts(SendingHours Hours, IReadOnlyList<StateHours> States, bool TextsNeedGiven, bool EmailKeepsHours)
{
    /// <summary>Earlier and later is nobody's to choose: the hours of US federal law.</summary>
    public static SendingHours Widest { get; } = new("08:00", "21:00");

    /// <summary>What holds until a business says otherwise.</summary>
    public static SendingFacts Usual { get; } = new(Widest, StateHours.Usual, TextsNeedGiven: true, EmailKeepsHours: false);

    /// <summary>When a message may reach somebody on such a day, in a state or where none is known; null: not on that day.</summary>
    public SendingHours? On(IsoDayOfWeek day, string? state)
    {
        if (States.FirstOrDefault(s => s.State == state) is not { } stricter) return Hours;
        return (day == IsoDayOfWeek.Sunday ? stricter.OnSunday : stricter.OnDays)?.Within(Hours);
    }

    public bool Equals(SendingFacts? other) => other is not null && Hours == other.Hours && TextsNeedGiven == other.TextsNeedGiven && EmailKeepsHours == other.EmailKeepsHours && States.SequenceEqual(other.States);

    public override int GetHashCode() => HashCode.Combine(Hours, TextsNeedGiven, EmailKeepsHours, States.Count);
}
