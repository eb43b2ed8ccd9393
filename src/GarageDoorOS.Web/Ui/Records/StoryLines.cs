using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;

namespace GarageDoorOS.Web.Ui.Records;

/// <summary>Turns the lines of a timeline into its story: what one person saved at once is one entry.</summary>
public static class StoryLines
{
    // Fields that say who took part in what happened, and are no changes of their own.
    private static readonly string[] Told = ["lead", LeadFields.Customer, "reason", "merged", "estimate", "job", "task", "cadence", MessageText.Field, "consent", "call"];

    /// <summary>The story of lines that stand newest first; <paramref name="names"/> are those of the team members by id.</summary>
    public static IReadOnlyList<Story.Line> Of(IEnumerable<Activity> newestFirst, IReadOnlyDictionary<string, string> names, string currency) =>
    [
        .. newestFirst.GroupBy(a => (a.SubjectId, a.Version, a.At, a.Kind, a.ActorName))
            .Select(group => Entry(group.Key.At, group.Key.ActorName, group.Key.Kind, [.. group.Where(a => a.Field is not null).OrderBy(a => a.Id)], names, currency)),
    ];

    private static Story.Line Entry(NodaTime.Instant at, string who, string kind, IReadOnlyList<Activity> fields, IReadOnlyDictionary<string, string> names, string currency)
    {
        var status = fields.FirstOrDefault(f => f.Field == LeadFields.Status);
        var reason = fields.FirstOrDefault(f => f.Field == LeadFields.LostReason)?.New;
        var assignee = fields.FirstOrDefault(f => f.Field == LeadFields.AssigneeId);
        var rest = fields.Where(f => f != assignee && !Told.Contains(f.Field!) && (status is null || (f != status && f.Field != LeadFields.LostReason))).ToList();
        var said = new List<string>();
        if (kind != ActivityKinds.Changed) said.Add(Happened(kind, fields));
        if (status is not null && kind != ActivityKinds.Converted) said.Add(Moved(status, reason));
        if (assignee is not null) said.Add(Given(assignee));
        if (rest.Count == 1) said.Add("changed " + FieldText.The(rest[0].Field!));
        else if (rest.Count > 1) said.Add($"changed {rest.Count} fields");

        var what = said.Count == 0 ? "changed it" : string.Join(" and ", said);
        return rest.Count == 1 && said.Count == 1
            ? new(at, who, what, Value(rest[0], rest[0].Old), Value(rest[0], rest[0].New))
            : new(at, who, what) { Changes = [.. rest.Select(f => new Story.Change(FieldText.Word(f.Field!), Value(f, f.Old), Value(f, f.New)))] };

        string? Value(Activity line, string? text) => text is null ? null : FieldText.Beginning(FieldText.Of(line.Field!, text, names, currency));
        string Moved(Activity line, string? why) => $"marked this as {FieldText.Of(LeadFields.Status, line.New, names, currency)}" + (why is null ? "" : $" ({why})");
        string Given(Activity line) => line.New is null ? "put this back in the pool" : $"assigned this to {FieldText.Of(LeadFields.AssigneeId, line.New, names, currency)}";
    }

    private static string Happened(string kind, IReadOnlyList<Activity> fields)
    {
        string? New(string field) => fields.FirstOrDefault(f => f.Field == field)?.New;
        var what = (kind, New("lead"), New(LeadFields.Customer)) switch
        {
            (ActivityKinds.Created, { } lead, _) => $"made this of the lead {lead}",
            (ActivityKinds.Linked, { } lead, _) => $"linked the lead {lead} to this",
            (ActivityKinds.Converted, _, { } customer) => $"converted this to the customer {customer}",
            (ActivityKinds.Merged, _, _) => $"merged the customer {New("merged")} into this",
            (ActivityKinds.MergedInto, _, _) => $"merged this into the customer {New("merged")}",
            (ActivityKinds.Unmerged, _, _) => $"took this and the customer {New("merged")} apart again",
            (ActivityKinds.Created, _, _) when New("estimate") is { } estimate => $"made this of the estimate {estimate}",
            (ActivityKinds.Converted, _, _) when New("job") is { } job => $"made the job {job} of this",
            _ when fields.FirstOrDefault(f => f.Field == "task") is { } task => Happened(kind) + $" «{task.Old}»" + (task.New is null ? "" : kind is ActivityKinds.TaskPlanned or ActivityKinds.TaskChanged ? $" for {TaskText.Kept(task.New)}" : $": {FieldText.Beginning(task.New)}"),
            (ActivityKinds.ConsentGiven or ActivityKinds.ConsentWithdrawn, _, _) when fields is [var said, ..] => ConsentText.Told(kind == ActivityKinds.ConsentGiven, said.Old, said.New),
            (ActivityKinds.Called, _, _) when fields is [var call, ..] => $"called {call.Old}: {FieldText.Beginning(call.New ?? "")}",
            (ActivityKinds.TookCall, _, _) when fields is [var call, ..] => $"took the call from {call.Old}: {FieldText.Beginning(call.New ?? "")}",
            (ActivityKinds.CalledUs, _, _) when fields is [var call, ..] => $"called from {call.Old}",
            (ActivityKinds.MissedCall, _, _) when fields is [var call, ..] => $"missed the call from {call.Old}",
            _ when fields.FirstOrDefault(f => f.Field == "cadence") is { } cadence => Happened(kind) + $" «{cadence.Old ?? cadence.New}»" + (kind == ActivityKinds.CadenceStopped ? $": {CadenceText.Ended(cadence.New)}" : ""),
            _ when fields.FirstOrDefault(f => f.Field == MessageText.Field) is { } message => Happened(kind) + $" by {(message.Old == nameof(MessageChannel.Text) ? "text" : "e-mail")}: {FieldText.Beginning(message.New ?? "")}",
            _ => Happened(kind),
        };
        return New("reason") is { } reason ? $"{what} although somebody matched ({reason})" : what;
    }

    private static string Happened(string kind) => kind switch
    {
        ActivityKinds.Created => "added this",
        ActivityKinds.Imported => "imported this",
        ActivityKinds.Deleted => "moved this to the trash",
        ActivityKinds.Restored => "brought this back from the trash",
        ActivityKinds.Converted => "converted this to a customer",
        ActivityKinds.Linked => "linked this to a customer",
        ActivityKinds.TaskPlanned => "planned",
        ActivityKinds.TaskChanged => "changed",
        ActivityKinds.TaskDone => "did",
        ActivityKinds.TaskSkipped => "skipped",
        ActivityKinds.CadenceStarted => "started the cadence",
        ActivityKinds.CadenceStopped => "ended the cadence",
        ActivityKinds.CadenceFinished => "finished the cadence",
        ActivityKinds.CadenceResumed => "went on with the cadence",
        ActivityKinds.TaskReopened => "took back what was done of",
        ActivityKinds.MessageSent => "wrote",
        ActivityKinds.MessageFailed => "could not write",
        ActivityKinds.MessageReceived => "answered",
        _ => kind,
    };
}
