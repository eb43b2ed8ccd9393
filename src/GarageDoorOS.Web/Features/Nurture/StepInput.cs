using System.Text.Json;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Reads the steps of a cadence. One that names its id is that step, wherever it stands now; any other is new.</summary>
internal sealed class StepInput(FormErrors errors)
{
    private const string Field = "steps";
    private const int HoursOfDay = 24, MinutesOfDay = 1_440, DaysOfWeek = 7;

    private readonly List<CadenceStep> read = [];

    public static IReadOnlyList<CadenceStep> FromJson(JsonFields json, FormErrors errors)
    {
        var input = new StepInput(errors);
        foreach (var (element, path) in json.List(Field, Cadence.MostSteps)) input.Read(element, path);
        return input.Finish();
    }

    public static IReadOnlyList<CadenceStep> FromForm(IReadOnlyList<CadenceForm.Step> typed, FormErrors errors)
    {
        var input = new StepInput(errors);
        foreach (var (at, step) in typed.Index())
        {
            var path = $"{Field}[{at}]";
            var title = TextRule.Read(PlainText.OneLine(step.Title), path + ".title", TextRule.Line, errors);
            input.Add(path, Guid.Parse(step.Id), step.Kind, title, CadenceInput.WholeNumber(step.Wait, path + ".wait", errors), step.Unit, step.Time, step.OnWorkingDays);
        }
        if (typed.Count > Cadence.MostSteps) errors.Add(Field, $"At most {Cadence.MostSteps} of them.");
        return input.Finish();
    }

    private void Read(JsonElement element, string path)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.Add(path, "This must be an object such as {\"kind\":\"call\",\"title\":\"Call again\",\"wait\":4,\"unit\":\"hours\"}.");
            return;
        }
        var json = new JsonFields(element, path, errors);
        Add(path, json.Id("id"), json.Text("kind"), json.Text("title"), json.Number("wait"), json.Text("unit"), json.Text("time"), json.Flag("workingDays") ?? true);
        json.Finish();
    }

    private void Add(string path, Guid? id, string? kind, string? title, int? wait, string? unit, string? time, bool onWorkingDays)
    {
        var (whichKind, whichUnit, at) = (TaskWords.ReadKind(kind), CadenceWords.ReadUnit(unit), TaskDue.ReadTime(time));
        if (whichKind is null) Wrong("kind", "A step is call, text, email or other.");
        if (string.IsNullOrWhiteSpace(title)) Wrong("title", "Say what is to be done.");
        if (whichUnit is null) Wrong("unit", "A wait is counted in minutes, hours, days or weeks.");
        if (wait is null) Wrong("wait", "Say how long to wait; 0 is at once.");
        else if (wait < 0 || wait > Most(whichUnit)) Wrong("wait", $"From 0 to {Most(whichUnit).Grouped()}: a step waits {CadenceStep.LongestWait} days at most.");
        if (string.IsNullOrWhiteSpace(time)) at = null;
        else if (at is null) Wrong("time", "Write the time as 09:30.");
        else if (whichUnit is WaitUnit.Minutes or WaitUnit.Hours) Wrong("time", "A time of day goes with days and weeks: minutes and hours are counted by the clock.");
        var known = id is { } given && given != Guid.Empty && given != CadenceStep.ClosingId && !read.Exists(s => s.Id == given) ? given : Guid.CreateVersion7();
        read.Add(new(known, whichKind ?? TaskKind.Other, title ?? "", wait ?? 0, whichUnit ?? WaitUnit.Days, at is { } clock ? TaskDue.Text(clock) : null, onWorkingDays));

        void Wrong(string field, string message)
        {
            if (!errors.Has($"{path}.{field}")) errors.Add($"{path}.{field}", message);
        }
    }

    private IReadOnlyList<CadenceStep> Finish()
    {
        if (read.Count == 0 && !errors.All.Any(e => e.Field.StartsWith(Field, StringComparison.Ordinal))) errors.Add(Field, "A cadence has at least one step.");
        return read;
    }

    private static int Most(WaitUnit? unit) => unit switch
    {
        WaitUnit.Minutes => CadenceStep.LongestWait * MinutesOfDay,
        WaitUnit.Hours => CadenceStep.LongestWait * HoursOfDay,
        WaitUnit.Weeks => CadenceStep.LongestWait / DaysOfWeek,
        _ => CadenceStep.LongestWait,
    };
}
