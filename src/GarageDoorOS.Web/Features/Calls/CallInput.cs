using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Http;
using NodaTime;
using NodaTime.Text;

namespace GarageDoorOS.Web.Features.Calls;

/// <summary>A call that was made elsewhere, as a form or a program tells of it. <paramref name="At"/>: null for just now.</summary>
public sealed record CallInput(Guid? LeadId, Guid? CustomerId, string Number, CallDirection Direction, TaskOutcome? Outcome, string Note, int? Seconds, Instant? At)
{
    /// <summary>Half a day: nobody talks longer.</summary>
    private const int LongestSeconds = 12 * 60 * 60;

    public static IReadOnlyList<string> Fields { get; } = ["leadId", "customerId", "number", "direction", "outcome", "note", "seconds", "at"];

    public static CallInput FromJson(JsonBody body, FormErrors errors)
    {
        var json = body.Fields(errors);
        var at = json.Text("at") is { } text ? InstantPattern.ExtendedIso.Parse(text) : null;
        if (at is { Success: false }) errors.Add("at", "This is a moment such as 2026-11-28T15:04:05Z.");
        var input = new CallInput(
            json.Id("leadId"), json.Id("customerId"), json.Text("number") ?? "", ReadDirection(json.Text("direction") ?? "outbound", errors), CallOutcomes.Read(json.Text("outcome"), errors),
            PlainText.Lines(json.Text("note", TextRule.Notes)), json.Number("seconds"), at is { Success: true } ? at.Value : null);
        json.Finish();
        if (input.Seconds is < 0 or > LongestSeconds) errors.Add("seconds", $"This is a number from 0 to {LongestSeconds}.");
        return input;
    }

    public static CallInput FromForm(IFormCollection form, FormErrors errors)
    {
        var minutes = form["minutes"].ToString().Trim();
        var isNumber = int.TryParse(minutes, out var number) && number is >= 0 and <= LongestSeconds / 60;
        if (minutes.Length > 0 && !isNumber) errors.Add("minutes", $"Type whole minutes, up to {LongestSeconds / 60}, or leave it empty.");
        return new(
            Guid.TryParse(form["leadId"], out var lead) ? lead : null, Guid.TryParse(form["customerId"], out var customer) ? customer : null, form["number"].ToString(),
            ReadDirection(form["direction"], errors), CallOutcomes.Read(form["outcome"], errors), TextRule.Read(PlainText.Lines(form["note"]), "note", TextRule.Notes, errors) ?? "",
            minutes.Length > 0 && isNumber ? number * 60 : null, At: null);
    }

    private static CallDirection ReadDirection(string? word, FormErrors errors)
    {
        if (CallWords.ReadDirection(word) is { } direction) return direction;
        errors.Add("direction", "This is outbound or inbound.");
        return CallDirection.Outbound;
    }
}
