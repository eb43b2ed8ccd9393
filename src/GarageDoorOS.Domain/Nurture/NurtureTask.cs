using GarageDoorOS.Domain.Imports;
using NodaTime;

namespace GarageDoorOS.Domain.Nurture;

/// <summary>How a lead is to be spoken to.</summary>
public enum TaskKind { Call, Text, Email, Other }

/// <summary>Whether a task is still to be done. The numbers are stored.</summary>
public enum TaskState { Pending = 0, Done = 1, Skipped = 2, Cancelled = 3 }

/// <summary>What happened when somebody did it.</summary>
public enum TaskOutcome { Reached, LeftMessage, NoAnswer, Sent, NotInterested, WrongNumber }

/// <summary>A dated thing to do for a lead.</summary>
public sealed class NurtureTask : IBusinessRecord, IVersioned
{
    private NurtureTask() { }

    public Guid BusinessId { get; private set; }
    public Guid Id { get; private set; }
    public Guid LeadId { get; private set; }
    public TaskKind Kind { get; private set; }
    public string Title { get; private set; } = "";

    /// <summary><see cref="TaskDue.Sort"/> of when it is due.</summary>
    public long DueSort { get; private set; }

    /// <summary>Who does it; nobody: whoever works the lead.</summary>
    public Guid? AssigneeId { get; private set; }
    public TaskState State { get; private set; }
    public TaskOutcome? Outcome { get; private set; }

    /// <summary>What was noted when it was done, or why it was skipped.</summary>
    public string Note { get; private set; } = "";
    /// <summary>Its lead was new, and contacted by this.</summary>
    public bool MadeContacted { get; private set; }

    /// <summary>The step of a cadence, and the lead's way through it, that planned this; null where a person did.</summary>
    public Guid? EnrolmentId { get; private set; }
    public Guid? StepId { get; private set; }

    /// <summary>It does itself when it is due; nobody has to.</summary>
    public bool IsAutomatic { get; private set; }
    public Instant? ClosedAt { get; private set; }
    public ActorIdentity? ClosedBy { get; private set; }
    public int Version { get; private set; } = 1;
    public Instant CreatedAt { get; private set; }

    public TaskDue Due => TaskDue.Of(DueSort)!.Value;
    /// <summary>It closes its lead.</summary>
    public bool IsClosing => StepId == CadenceStep.ClosingId;
    public bool IsPending => State == TaskState.Pending;
    public TaskFacts Facts => new(Kind, Title, Due, AssigneeId);

    public static NurtureTask Plan(Guid businessId, Guid leadId, TaskFacts facts, Instant now)
    {
        var task = new NurtureTask { BusinessId = businessId, Id = Guid.CreateVersion7(), LeadId = leadId, CreatedAt = now };
        task.Take(facts);
        return task;
    }

    public NurtureTask AsStep(Guid enrolmentId, CadenceStep step)
    {
        (EnrolmentId, StepId, IsAutomatic) = (enrolmentId, step.Id, step.IsClosing || step.GoesByItself);
        return this;
    }

    /// <summary>It cannot happen by itself after all: somebody is to do it.</summary>
    public void NeedsHand()
    {
        IsAutomatic = false;
        Version++;
    }

    /// <summary>What happens by itself waits until then.</summary>
    public void WaitUntil(TaskDue due)
    {
        DueSort = due.Sort;
        Version++;
    }

    /// <summary>It stays to be done, but its cadence goes on without it.</summary>
    public void LeaveCadence() => (EnrolmentId, StepId, IsAutomatic) = (null, null, false);

    /// <summary>Rewrites what is planned; false where nothing changed. What is over stays as it was done.</summary>
    public Result<bool> Edit(TaskFacts facts)
    {
        if (!IsPending) return IsOver;
        if (facts == Facts) return false;
        // What it sends is no call: who makes it one does it themselves.
        if (facts.Kind != Kind && !IsClosing) IsAutomatic = false;
        Take(facts);
        Version++;
        return true;
    }

    public Result<bool> Complete(TaskOutcome outcome, string note, bool makesContacted, Activities.Actor by, Instant now)
    {
        var done = Close(TaskState.Done, outcome, note, by, now);
        if (done.IsOk) MadeContacted = makesContacted;
        return done;
    }

    public Result<bool> Skip(string reason, Activities.Actor by, Instant now) => Close(TaskState.Skipped, null, reason, by, now);

    /// <summary>Its cadence has no use for it any more; nothing where it is over.</summary>
    public void Cancel(Activities.Actor by, Instant now) => Close(TaskState.Cancelled, null, "", by, now);

    /// <summary>As if nobody had done or skipped it; false where nobody had. What went out by itself does not go out again by itself.</summary>
    public bool Reopen()
    {
        if (IsPending) return false;
        if (State == TaskState.Done && !IsClosing) IsAutomatic = false;
        (State, Outcome, Note, MadeContacted, ClosedAt, ClosedBy) = (TaskState.Pending, null, "", false, null, null);
        Version++;
        return true;
    }

    private static Problem IsOver => new Problem.Conflict("task_closed", "This task is done or skipped already. Undo that first.");

    private Result<bool> Close(TaskState state, TaskOutcome? outcome, string note, Activities.Actor by, Instant now)
    {
        if (!IsPending) return IsOver;
        (State, Outcome, Note, ClosedAt, ClosedBy) = (state, outcome, note, now, ActorIdentity.Of(by));
        Version++;
        return true;
    }

    private void Take(TaskFacts facts) => (Kind, Title, DueSort, AssigneeId) = (facts.Kind, facts.Title, facts.Due.Sort, facts.AssigneeId);
}

/// <summary>What a form says of a task.</summary>
public sealed record TaskFacts(TaskKind Kind, string Title, TaskDue Due, Guid? AssigneeId);

/// <summary>How tasks are written in JSON and addresses.</summary>
public static class TaskWords
{
    public static string Word(this TaskKind kind) => kind.ToString().ToLowerInvariant();

    public static string Word(this TaskState state) => state.ToString().ToLowerInvariant();

    public static string Word(this TaskOutcome outcome) => outcome switch
    {
        TaskOutcome.Reached => "reached",
        TaskOutcome.LeftMessage => "left_message",
        TaskOutcome.NoAnswer => "no_answer",
        TaskOutcome.Sent => "sent",
        TaskOutcome.NotInterested => "not_interested",
        TaskOutcome.WrongNumber => "wrong_number",
    };

    /// <summary>Somebody at the lead has heard of us by it.</summary>
    public static bool Contacts(this TaskOutcome outcome) => outcome is TaskOutcome.Reached or TaskOutcome.LeftMessage or TaskOutcome.Sent or TaskOutcome.NotInterested;

    public static string Word(this DueGroup group) => group.ToString().ToLowerInvariant();

    public static TaskKind? ReadKind(string? word) => Read<TaskKind>(word, Word);

    public static TaskOutcome? ReadOutcome(string? word) => Read<TaskOutcome>(word, Word);

    private static TWord? Read<TWord>(string? word, Func<TWord, string> written) where TWord : struct, Enum =>
        Enum.GetValues<TWord>().Cast<TWord?>().FirstOrDefault(one => string.Equals(written(one!.Value), word?.Trim(), StringComparison.OrdinalIgnoreCase));
}
