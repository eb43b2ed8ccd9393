using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Http;
using NodaTime;
using NodaTime.Text;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Reads what was sent about a task, gathering what is wrong with it; null for <paramref name="stored"/> where it is new.</summary>
public delegate TaskInput ReadTask(NurtureTask? stored, FormErrors errors);

/// <summary>What a form or a JSON body makes of a task.</summary>
public sealed record TaskInput(TaskFacts Facts, int? Version)
{
    public static TaskInput FromJson(JsonBody body, NurtureTask? stored, FormErrors errors)
    {
        var json = body.Fields(errors).ReadOnly("id", "leadId", "lead", "state", "outcome", "note", "enrolmentId", "isAutomatic", "closedAt", "createdAt");
        var was = stored?.Facts;
        var kind = json.Text("kind") is { } word ? Kind(word, errors) : was?.Kind ?? TaskKind.Call;
        var title = json.Has("title") ? json.Text("title") : was?.Title;
        var on = json.Text("dueOn") is { } day ? Day(day, errors) : was?.Due.On;
        var at = json.Has("dueTime") ? Time(json.Text("dueTime"), errors) : was?.Due.At;
        var assignee = json.Has("assigneeId") ? json.Id("assigneeId") : was?.AssigneeId;
        var version = json.Number("version");
        json.Finish();
        return Of(kind, title, on, at, assignee, version, errors);
    }

    public static TaskInput FromForm(IFormCollection form, NurtureTask? stored, FormErrors errors)
    {
        var assignee = form["assigneeId"].ToString();
        if (assignee.Length > 0 && !Guid.TryParse(assignee, out _)) errors.Add("assigneeId", "Choose who does it.");
        return Of(
            Kind(form["kind"], errors), form.Line("title", stored?.Title ?? "", errors), form["dueOn"].ToString() is { Length: > 0 } day ? Day(day, errors) : null, Time(form["dueTime"], errors),
            Guid.TryParse(assignee, out var id) ? id : null, int.TryParse(form["version"], out var version) ? version : null, errors);
    }

    /// <summary>A task is called after what is to be done where nobody calls it anything else.</summary>
    public static string Usual(TaskKind kind) => kind switch
    {
        TaskKind.Call => "Call",
        TaskKind.Text => "Text",
        TaskKind.Email => "Write an e-mail",
        TaskKind.Other => "Follow up",
    };

    private static TaskInput Of(TaskKind kind, string? title, LocalDate? on, LocalTime? at, Guid? assignee, int? version, FormErrors errors)
    {
        if (on is null && !errors.Has("dueOn")) errors.Add("dueOn", "Say on which day it is due.");
        return new(new(kind, string.IsNullOrWhiteSpace(title) ? Usual(kind) : title, new(on ?? new LocalDate(2000, 1, 1), at), assignee), version);
    }

    private static TaskKind Kind(string? word, FormErrors errors)
    {
        if (TaskWords.ReadKind(word) is { } kind) return kind;
        errors.Add("kind", "A task is call, text, email or other.");
        return TaskKind.Other;
    }

    private static LocalDate? Day(string text, FormErrors errors)
    {
        if (LocalDatePattern.Iso.Parse(text.Trim()) is { Success: true, Value: { Year: >= 2000 and < 2200 } day }) return day;
        errors.Add("dueOn", "Write the day as 2026-11-28.");
        return null;
    }

    private static LocalTime? Time(string? text, FormErrors errors)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (TaskDue.ReadTime(text) is { } time) return time;
        errors.Add("dueTime", "Write the time as 09:30.");
        return null;
    }
}
