using System.Text.Json;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using NodaTime;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Reads the steps of a cadence. One that names its id is that step, wherever it stands now; any other is new.</summary>
internal sealed class StepInput(FormErrors errors)
{
    private const string Field = "steps";
    private const int HoursOfDay = 24, MinutesOfDay = 1_440, DaysOfWeek = 7;

    private readonly List<CadenceStep> read = [];

    /// <summary>What is written to the lead, and whether it goes by itself.</summary>
    private readonly record struct Written(string Subject, string Text, bool GoesByItself);

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
            input.Add(path, Guid.Parse(step.Id), step.Kind, title, CadenceInput.WholeNumber(step.Wait, path + ".wait", errors), step.Unit, step.Time, step.OnWorkingDays,
                new(TextRule.Read(PlainText.OneLine(step.Subject), path + ".subject", LeadMessage.LongestSubject, errors) ?? "", TextRule.Read(PlainText.Lines(step.Text), path + ".text", LeadMessage.LongestMail, errors) ?? "", step.GoesByItself));
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
        Add(path, json.Id("id"), json.Text("kind"), json.Text("title"), json.Number("wait"), json.Text("unit"), json.Text("time"), json.Flag("workingDays") ?? true,
            new(PlainText.OneLine(json.Text("subject", LeadMessage.LongestSubject)), PlainText.Lines(json.Text("text", LeadMessage.LongestMail)), json.Flag("automatic") ?? false));
        json.Finish();
    }

    private void Add(string path, Guid? id, string? kind, string? title, int? wait, string? unit, string? time, bool onWorkingDays, Written written)
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
        Check(whichKind, whichUnit, at, written, Wrong);
        var known = id is { } given && given != Guid.Empty && given != CadenceStep.ClosingId && !read.Exists(s => s.Id == given) ? given : Guid.CreateVersion7();
        read.Add(new(known, whichKind ?? TaskKind.Other, title ?? "", wait ?? 0, whichUnit ?? WaitUnit.Days, at is { } clock ? TaskDue.Text(clock) : null, onWorkingDays)
        {
            Subject = whichKind == TaskKind.Email ? written.Subject : "",
            Text = whichKind is TaskKind.Text or TaskKind.Email ? written.Text : "",
            GoesByItself = written.GoesByItself && whichKind is TaskKind.Text or TaskKind.Email,
        });

        void Wrong(string field, string message)
        {
            if (!errors.Has($"{path}.{field}")) errors.Add($"{path}.{field}", message);
        }
    }

    private static void Check(TaskKind? kind, WaitUnit? unit, LocalTime? at, Written written, Action<string, string> wrong)
    {
        if (kind is not (TaskKind.Text or TaskKind.Email))
        {
            if (written.GoesByItself && kind is not null) wrong("automatic", "Only texts and e-mails go out by themselves.");
            return;
        }
        if (kind == TaskKind.Text && written.Text.Length > LeadMessage.LongestText) wrong("text", $"A text has at most {LeadMessage.LongestText.Grouped()} characters; this has {written.Text.Length.Grouped()}.");
        if (StepTemplate.Wrong(written.Text) is { } text) wrong("text", text);
        if (kind == TaskKind.Email && StepTemplate.Wrong(written.Subject) is { } subject) wrong("subject", subject);
        if (!written.GoesByItself) return;
        if (written.Text.Length == 0) wrong("text", "Write what goes out.");
        if (kind == TaskKind.Email && written.Subject.Length == 0) wrong("subject", "An e-mail that goes out by itself has a subject.");
        if (at is null && unit is WaitUnit.Days or WaitUnit.Weeks) wrong("time", "Say at what time of day it goes out.");
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
