using System.Globalization;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>The sending rules as they stand in their form: all that was typed, as it was typed.</summary>
public sealed record SendingRulesForm
{
    private const string Button = "do";

    /// <summary>A state as it stands there; both Sundays empty: none.</summary>
    public sealed record State(string Code, string From, string To, string SundayFrom, string SundayTo)
    {
        public static State Of(StateHours hours) => new(hours.State, hours.From, hours.To, hours.SundayFrom ?? "", hours.SundayTo ?? "");

        public static State Blank { get; } = new("", "08:00", "20:00", "08:00", "20:00");
    }

    public string Version { get; init; } = "";
    public string From { get; init; } = "";
    public string To { get; init; } = "";
    public IReadOnlyList<State> States { get; init; } = [];
    public bool TextsNeedConsent { get; init; }
    public bool EmailKeepsHours { get; init; }

    /// <summary>The id of what has the keyboard when the form is drawn.</summary>
    public string Focus { get; init; } = "";

    public static SendingRulesForm Of(SendingFacts facts, int version) => new()
    {
        Version = version.ToString(CultureInfo.InvariantCulture),
        From = facts.Hours.From,
        To = facts.Hours.To,
        States = [.. facts.States.Select(State.Of)],
        TextsNeedConsent = facts.TextsNeedGiven,
        EmailKeepsHours = facts.EmailKeepsHours,
    };

    public static SendingRulesForm Of(IFormCollection typed) => new()
    {
        Version = typed["version"].ToString(),
        From = typed["from"].ToString(),
        To = typed["to"].ToString(),
        States = [.. Enumerable.Range(0, UsStates.Named.Count + 1).TakeWhile(at => typed.ContainsKey($"states[{at}].code")).Select(at => Typed(typed, $"states[{at}]"))],
        TextsNeedConsent = typed.ContainsKey("textsNeedConsent"),
        EmailKeepsHours = typed.ContainsKey("emailKeepsHours"),
    };

    /// <summary>The button in the form that sent it; null where it is to be saved.</summary>
    public static string? Pressed(IFormCollection typed) => typed[Button].ToString() is { Length: > 0 } pressed ? pressed : null;

    /// <summary>After such a button: «add», «remove-3», «usual».</summary>
    public SendingRulesForm After(string pressed)
    {
        if (pressed == "usual") return Of(SendingFacts.Usual, 0) with { Version = Version, Focus = "usual" };
        if (pressed == "add" && States.Count < UsStates.Named.Count) return this with { States = [.. States, State.Blank], Focus = $"f-states-{States.Count}-code" };
        if (pressed.Split('-') is not ["remove", var number] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var one) || one < 1 || one > States.Count) return this;
        var left = States.Where((_, at) => at != one - 1).ToList();
        return this with { States = left, Focus = left.Count == 0 ? "add-state" : $"remove-{Math.Min(one, left.Count)}" };
    }

    /// <summary>The keyboard goes to what is to be mended.</summary>
    public SendingRulesForm Refused(FormErrors errors) =>
        this with { Focus = "f-" + errors.All[0].Field.Replace("[", "-", StringComparison.Ordinal).Replace("].", "-", StringComparison.Ordinal) };

    private static State Typed(IFormCollection typed, string state) => new(
        typed[state + ".code"].ToString(), typed[state + ".from"].ToString(), typed[state + ".to"].ToString(), typed[state + ".sundayFrom"].ToString(), typed[state + ".sundayTo"].ToString());
}
