using System.Globalization;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>A cadence as it stands in its form: all that was typed, as it was typed.</summary>
public sealed record CadenceForm
{
    /// <summary>What became of leads that are in a cadence which changes.</summary>
    public const string GoOn = "go_on", Stop = "stop";

    public const string Reply = "reply", Reached = "reached", Booked = "booked";

    /// <summary>A step as it stands there. <paramref name="Id"/> is drawn with it, so that it is the same step wherever it moves.</summary>
    public sealed record Step(string Id, string Kind, string Title, string Wait, string Unit, string Time, bool OnWorkingDays, string Subject = "", string Text = "", bool GoesByItself = false)
    {
        public static Step Of(CadenceStep step) =>
            new(step.Id.ToString(), step.Kind.Word(), step.Title, Written(step.Wait), step.Unit.Word(), step.At ?? "", step.OnWorkingDays, step.Subject, step.Text, step.GoesByItself);

        public static Step Blank(bool isFirst) => Of(new(Guid.CreateVersion7(), TaskKind.Call, "", isFirst ? 0 : 1, isFirst ? WaitUnit.Minutes : WaitUnit.Days, null, OnWorkingDays: true));
    }

    public Guid? Id { get; init; }
    public string Version { get; init; } = "";
    public string Name { get; init; } = "";
    public bool IsOn { get; init; }
    public IReadOnlyList<Step> Steps { get; init; } = [];
    public bool StartsByItself { get; init; }
    public IReadOnlySet<string> Statuses { get; init; } = new HashSet<string>();
    public IReadOnlySet<string> Sources { get; init; } = new HashSet<string>();
    public string ValueFrom { get; init; } = "";
    public string ValueTo { get; init; } = "";
    public IReadOnlySet<string> StopsOn { get; init; } = new HashSet<string>();
    public string PerDay { get; init; } = "";
    public string InAll { get; init; } = "";
    public string ClosesAfterDays { get; init; } = "";
    public string ClosesAs { get; init; } = "";
    public string LeadsInIt { get; init; } = GoOn;

    /// <summary>The step whose text is shown as a lead would get it, from 0, and the lead.</summary>
    public int? PreviewOf { get; init; }
    public string PreviewLead { get; init; } = "";

    /// <summary>The id of what has the keyboard when the form is drawn.</summary>
    public string Focus { get; init; } = "f-name";

    public static CadenceForm New(CadenceLists lists) => Of(new CadenceFacts { Steps = [] }, lists) with { Steps = [Step.Blank(isFirst: true)] };

    /// <summary>One of the ready ones to make one's own: its steps become steps of this cadence.</summary>
    public static CadenceForm Ready(CadenceFacts ready, CadenceLists lists)
    {
        var closesAs = lists.OfferedReason(ready.ClosesAs) ?? "";
        return Of(ready with { Steps = [.. ready.Steps.Select(s => s with { Id = Guid.CreateVersion7() })], ClosesAs = closesAs, ClosesAfterDays = closesAs.Length > 0 ? ready.ClosesAfterDays : null }, lists);
    }

    public static CadenceForm Of(Cadence cadence, CadenceLists lists) => Of(cadence.Facts, lists) with { Id = cadence.Id, Version = Written(cadence.Version) };

    public static CadenceForm Of(IFormCollection typed, Guid? id = null) => new()
    {
        Id = id,
        Version = typed["version"].ToString(),
        Name = typed["name"].ToString(),
        IsOn = typed.ContainsKey("on"),
        Steps = [.. Enumerable.Range(0, Cadence.MostSteps + 1).TakeWhile(at => typed.ContainsKey($"steps[{at}].title")).Select(at => Typed(typed, $"steps[{at}]"))],
        StartsByItself = typed.ContainsKey("starts.byItself"),
        Statuses = Set(typed, "starts.statuses"),
        Sources = Set(typed, "starts.sources"),
        ValueFrom = typed["starts.valueFrom"].ToString(),
        ValueTo = typed["starts.valueTo"].ToString(),
        StopsOn = Set(typed, "stopsOn"),
        PerDay = typed["perDay"].ToString(),
        InAll = typed["inAll"].ToString(),
        ClosesAfterDays = typed["closesAfterDays"].ToString(),
        ClosesAs = typed["closesAs"].ToString(),
        PreviewLead = typed["previewLead"].ToString(),
        LeadsInIt = typed["leadsInIt"] is [{ Length: > 0 } word, ..] ? word : GoOn,
    };

    /// <summary>After a button among the steps was pressed: «add», «up-2», «down-1», «remove-3», «preview-2».</summary>
    public CadenceForm After(string pressed)
    {
        var steps = Steps.ToList();
        var (what, at) = pressed.Split('-') is [var verb, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var one) ? (verb, one - 1) : (pressed, -1);
        var to = what switch { "up" => at - 1, "down" => at + 1, _ => at };
        switch (what)
        {
            case "add" when steps.Count < Cadence.MostSteps:
                steps.Add(Step.Blank(isFirst: steps.Count == 0));
                return this with { Steps = steps, Focus = $"f-steps-{steps.Count - 1}-title" };
            case "remove" when at >= 0 && at < steps.Count:
                steps.RemoveAt(at);
                return this with { Steps = steps, Focus = steps.Count == 0 ? "add-step" : $"remove-{Math.Min(at + 1, steps.Count)}" };
            case "up" or "down" when Math.Min(at, to) >= 0 && Math.Max(at, to) < steps.Count:
                (steps[at], steps[to]) = (steps[to], steps[at]);
                // At an end the button has nothing more to do, and the other one takes the keyboard.
                return this with { Steps = steps, Focus = to == 0 ? "down-1" : to == steps.Count - 1 ? $"up-{steps.Count}" : $"{what}-{to + 1}" };
            case "preview" when at >= 0 && at < steps.Count:
                return this with { PreviewOf = at, Focus = $"preview-{at + 1}" };
            default:
                return this;
        }
    }

    /// <summary>The keyboard goes to what is to be mended.</summary>
    public CadenceForm Refused(FormErrors errors)
    {
        var field = errors.Has("name") ? "name" : errors.All[0].Field;
        return this with { Focus = "f-" + field.Replace("[", "-", StringComparison.Ordinal).Replace("].", "-", StringComparison.Ordinal) };
    }

    private static CadenceForm Of(CadenceFacts facts, CadenceLists lists) => new()
    {
        Name = facts.Name,
        IsOn = facts.IsOn,
        Steps = [.. facts.Steps.Select(Step.Of)],
        StartsByItself = facts.Starts.ByItself,
        Statuses = facts.Starts.Statuses.Select(s => s.Word()).ToHashSet(),
        Sources = facts.Starts.Sources.Select(lists.SourceOf).OfType<Domain.Businesses.Source>().Select(s => s.Id.ToString()).ToHashSet(),
        ValueFrom = Amount(facts.Starts.ValueFrom),
        ValueTo = Amount(facts.Starts.ValueTo),
        StopsOn = StopWords(facts).ToHashSet(),
        PerDay = Written(facts.PerDay),
        InAll = Written(facts.InAll),
        ClosesAfterDays = Written(facts.ClosesAfterDays),
        ClosesAs = facts.ClosesAs.Length > 0 ? lists.Reason(facts.ClosesAs) : "",
    };

    public static IEnumerable<string> StopWords(CadenceFacts facts)
    {
        if (facts.StopsOnReply) yield return Reply;
        if (facts.StopsOnReached) yield return Reached;
        if (facts.StopsOnBooked) yield return Booked;
    }

    private static Step Typed(IFormCollection typed, string step) => new(
        Guid.TryParse(typed[step + ".id"], out var id) ? id.ToString() : Guid.CreateVersion7().ToString(),
        typed[step + ".kind"].ToString(), typed[step + ".title"].ToString(), typed[step + ".wait"].ToString(), typed[step + ".unit"].ToString(), typed[step + ".time"].ToString(), typed.ContainsKey(step + ".workingDays"),
        typed[step + ".subject"].ToString(), typed[step + ".text"].ToString(), typed.ContainsKey(step + ".automatic"));

    private static HashSet<string> Set(IFormCollection typed, string field) => typed[field].OfType<string>().ToHashSet();

    private static string Written(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Amount(decimal? amount) => amount is not { } given ? "" : given == decimal.Truncate(given) ? given.ToString("0", CultureInfo.InvariantCulture) : Money.ToText(given);
}
