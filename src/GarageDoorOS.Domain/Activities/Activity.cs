using NodaTime;

namespace GarageDoorOS.Domain.Activities;

public enum SubjectKind { Lead, Customer, Estimate, Job }

public enum ActorKind { TeamMember, ApiKey, System }

/// <summary>Who does something: a team member, an API key, or the system itself.</summary>
public sealed record Actor(ActorKind Kind, Guid? Id, string Name)
{
    public static Actor System { get; } = new(ActorKind.System, null, "Garage Door OS");
}

/// <summary>The words for what happened to a record.</summary>
public static class ActivityKinds
{
    public const string Created = "created", Imported = "imported", Changed = "changed", Deleted = "deleted", Restored = "restored",
        Converted = "converted", Linked = "linked", Merged = "merged", MergedInto = "merged_into", Unmerged = "unmerged",
        TaskPlanned = "task_planned", TaskChanged = "task_changed", TaskDone = "task_done", TaskSkipped = "task_skipped", TaskReopened = "task_reopened",
        CadenceStarted = "cadence_started", CadenceStopped = "cadence_stopped", CadenceFinished = "cadence_finished", CadenceResumed = "cadence_resumed",
        MessageSent = "message_sent", MessageFailed = "message_failed", MessageReceived = "message_received", ConsentGiven = "consent_given", ConsentWithdrawn = "consent_withdrawn", Called = "called",
        CalledUs = "called_us", TookCall = "took_call", MissedCall = "missed_call";

    public static IReadOnlyList<string> All { get; } = [Created, Imported, Changed, Deleted, Restored, Converted, Linked, Merged, MergedInto, Unmerged, TaskPlanned, TaskChanged, TaskDone, TaskSkipped, TaskReopened,
        CadenceStarted, CadenceStopped, CadenceFinished, CadenceResumed, MessageSent, MessageFailed, MessageReceived, ConsentGiven, ConsentWithdrawn, Called, CalledUs, TookCall, MissedCall];
}

/// <summary>A line of what happened, on a record's timeline or beside all of them.</summary>
public interface ILogLine : IBusinessRecord
{
    /// <summary>Begins with the moment, so that the key is the order of time.</summary>
    Guid Id { get; }
    Instant At { get; }
    ActorKind ActorKind { get; }
    Guid? ActorId { get; }
    string ActorName { get; }
    string Kind { get; }
    string? Field { get; }
    string? Old { get; }
    string? New { get; }
}

/// <summary>One line of a record's timeline: who did what, when, with the old and the new value of one field.</summary>
public sealed class Activity : ILogLine
{
    private Activity() { }

    public Guid BusinessId { get; private set; }
    public Guid Id { get; private set; }
    public SubjectKind SubjectKind { get; private set; }
    public Guid SubjectId { get; private set; }
    public Instant At { get; private set; }
    public ActorKind ActorKind { get; private set; }
    public Guid? ActorId { get; private set; }
    public string ActorName { get; private set; } = "";
    public string Kind { get; private set; } = "";
    public string? Field { get; private set; }
    public string? Old { get; private set; }
    public string? New { get; private set; }

    /// <summary>The record's version after this change.</summary>
    public int Version { get; private set; }

    public static Activity Note(ISubject subject, Actor actor, string what, Instant now, FieldChange? change = null) => new()
    {
        BusinessId = subject.BusinessId,
        Id = MomentId.New(now),
        SubjectKind = subject.Kind,
        SubjectId = subject.Id,
        At = now,
        ActorKind = actor.Kind,
        ActorId = actor.Id,
        ActorName = actor.Name,
        Kind = what,
        Field = change?.Field,
        Old = change?.Old,
        New = change?.New,
        Version = subject.Version,
    };
}
