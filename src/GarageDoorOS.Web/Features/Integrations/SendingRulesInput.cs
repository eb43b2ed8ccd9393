using System.Globalization;
using System.Text.Json;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>Reads what was sent about the sending rules over what they say now, gathering what is wrong.</summary>
public delegate SendingRulesInput ReadSendingRules(SendingFacts now, FormErrors errors);

/// <summary>The sending rules as a form or a JSON body says them, and the version that they start from. In JSON a field that was not sent stays as it is.</summary>
public sealed record SendingRulesInput(SendingFacts Facts, int? Version)
{
    private const string TooEarly = "Not before 08:00: US federal law lets nothing go earlier.", TooLate = "Not after 21:00: US federal law lets nothing go later.";

    public static SendingRulesInput FromJson(JsonBody body, SendingFacts now, FormErrors errors)
    {
        var json = body.Fields(errors);
        var facts = new SendingFacts(
            Hours(json.Has("from") ? json.Text("from") : now.Hours.From, json.Has("to") ? json.Text("to") : now.Hours.To, "", errors),
            json.Has("states") ? States(json, errors) : now.States,
            json.Flag("textsNeedConsent") ?? now.TextsNeedGiven,
            json.Flag("emailKeepsHours") ?? now.EmailKeepsHours);
        var version = json.Number("version");
        json.Finish();
        return new(facts, version);
    }

    public static SendingRulesInput FromForm(SendingRulesForm form, FormErrors errors)
    {
        var states = new List<StateHours>();
        var hours = Hours(form.From, form.To, "", errors);
        foreach (var (at, state) in form.States.Index()) Add(states, state, $"states[{at}]", errors);
        return new(new(hours, states, form.TextsNeedConsent, form.EmailKeepsHours), int.TryParse(form.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null);
    }

    private static List<StateHours> States(JsonFields json, FormErrors errors)
    {
        var states = new List<StateHours>();
        foreach (var (element, path) in json.List("states", UsStates.Named.Count))
        {
            if (element.ValueKind != JsonValueKind.Object)
            {
                errors.Add(path, "This must be an object such as {\"code\":\"TX\",\"from\":\"09:00\",\"to\":\"21:00\",\"sundayFrom\":\"12:00\",\"sundayTo\":\"21:00\"}.");
                continue;
            }
            var state = new JsonFields(element, path, errors);
            Add(states, new(state.Text("code") ?? "", state.Text("from") ?? "", state.Text("to") ?? "", state.Text("sundayFrom") ?? "", state.Text("sundayTo") ?? ""), path, errors);
            state.Finish();
        }
        return states;
    }

    private static void Add(List<StateHours> states, SendingRulesForm.State typed, string path, FormErrors errors)
    {
        var code = typed.Code.Trim().ToUpperInvariant();
        if (!UsStates.Has(code)) Wrong(errors, path + ".code", "Choose a state.");
        else if (states.Exists(s => s.State == code)) Wrong(errors, path + ".code", $"{UsStates.NameOf(code)} stands here already.");
        var days = Hours(typed.From, typed.To, path + ".", errors);
        var isNever = string.IsNullOrWhiteSpace(typed.SundayFrom) && string.IsNullOrWhiteSpace(typed.SundayTo);
        var sunday = isNever ? null : Hours(typed.SundayFrom, typed.SundayTo, path + ".sunday", errors);
        states.Add(new(code, days.From, days.To, sunday?.From, sunday?.To));
    }

    /// <summary>Hours within those of the law; <paramref name="before"/> is what stands before their two names.</summary>
    private static SendingHours Hours(string? typedFrom, string? typedTo, string before, FormErrors errors)
    {
        var (fromField, toField) = before.EndsWith("sunday", StringComparison.Ordinal) ? (before + "From", before + "To") : (before + "from", before + "to");
        var (from, to) = (TaskDue.ReadTime(typedFrom), TaskDue.ReadTime(typedTo));
        if (from is null) Wrong(errors, fromField, "Write the time as 08:00.");
        else if (from < SendingFacts.Widest.Begin) Wrong(errors, fromField, TooEarly);
        if (to is null) Wrong(errors, toField, "Write the time as 20:00.");
        else if (to > SendingFacts.Widest.End) Wrong(errors, toField, TooLate);
        else if (to <= from) Wrong(errors, toField, "This ends before it begins.");
        return from is { } begin && to is { } end ? new(TaskDue.Text(begin), TaskDue.Text(end)) : SendingFacts.Widest;
    }

    private static void Wrong(FormErrors errors, string field, string message)
    {
        if (!errors.Has(field)) errors.Add(field, message);
    }
}
