using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>When, and to whom, messages of the business go by themselves. Times are wall-clock times of wherever the lead is.</summary>
public sealed record SendingRulesJson
{
    /// <summary>The fields that people set.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["from", "to", "states", "textsNeedConsent", "emailKeepsHours"];

    /// <summary>Not before this, such as <c>08:00</c>; 08:00 at the earliest.</summary>
    public required string From { get; init; }

    /// <summary>Not from this on; 21:00 at the latest.</summary>
    public required string To { get; init; }

    /// <summary>US states with stricter hours, each once.</summary>
    public required IReadOnlyList<State> States { get; init; }

    /// <summary>Without a recorded yes nothing is texted by itself. A recorded no stops texts and e-mail alike.</summary>
    public required bool TextsNeedConsent { get; init; }

    /// <summary>E-mail waits for the hours too.</summary>
    public required bool EmailKeepsHours { get; init; }

    /// <summary>0 while the business has changed nothing: PUT with 0, or without a version, makes them its own.</summary>
    public required int Version { get; init; }

    /// <summary>The hours of a state by its two letters; null on Sunday: nothing goes there on that day.</summary>
    public sealed record State(string Code, string From, string To, string? SundayFrom, string? SundayTo);

    /// <summary>What PUT may say. A field that is left out stays as it is; <c>states</c> is the whole list.</summary>
    public sealed record Body(string From, string To, IReadOnlyList<State> States, bool TextsNeedConsent, bool EmailKeepsHours, int? Version);

    internal static SendingRulesJson Of(SendingFacts facts, int version) => new()
    {
        From = facts.Hours.From,
        To = facts.Hours.To,
        States = [.. facts.States.Select(s => new State(s.State, s.From, s.To, s.SundayFrom, s.SundayTo))],
        TextsNeedConsent = facts.TextsNeedGiven,
        EmailKeepsHours = facts.EmailKeepsHours,
        Version = version,
    };

    internal IResult Ok(HttpResponse response)
    {
        response.ETag(Version);
        return TypedResults.Ok(this);
    }
}
