using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Imports;
using NodaTime;

namespace GarageDoorOS.Domain.Nurture;

/// <summary>Where a lead stands with a cadence. The numbers are stored.</summary>
public enum EnrolmentState { Running = 0, Finished = 1, Stopped = 2 }

/// <summary>Why a lead is in a cadence no longer. The numbers are stored.</summary>
public enum EnrolmentEnd
{
    Completed = 0, ClosedLead = 1, Replied = 2, Reached = 3, Booked = 4, Converted = 5, Lost = 6, OptedOut = 7, Deleted = 8, ByHand = 9, Replaced = 10, CadenceDeleted = 11,
}

/// <summary>One lead in one cadence: the step it is at, with its task. A lead is in one at a time.</summary>
public sealed class Enrolment : IBusinessRecord, IVersioned
{
    private Enrolment() { }

    public Guid BusinessId { get; private set; }
    public Guid Id { get; private set; }
    public Guid LeadId { get; private set; }
    public Guid CadenceId { get; private set; }
    public EnrolmentState State { get; private set; }
    public EnrolmentEnd? End { get; private set; }

    /// <summary>The step whose task is planned, and its place, in case the cadence loses it; null and -1 before the first.</summary>
    public Guid? StepId { get; private set; }
    public int StepAt { get; private set; } = -1;
    public Guid? TaskId { get; private set; }

    /// <summary>Why the task is due when it is, in words, and when that was: who moved it by hand knows better.</summary>
    public string Why { get; private set; } = "";
    public long PlannedSort { get; private set; } = TaskDue.None;

    /// <summary>What the step comes after.</summary>
    public string? AfterTitle { get; private set; }
    public Instant AfterAt { get; private set; }

    /// <summary>The task by whose closing it came to where it is: what an undo of that takes back.</summary>
    public Guid? CauseId { get; private set; }

    /// <summary>The version of the cadence by which the task was planned.</summary>
    public int CadenceVersion { get; private set; }
    public Instant StartedAt { get; private set; }
    public ActorIdentity StartedBy { get; private set; } = null!;
    public Instant? EndedAt { get; private set; }
    public int Version { get; private set; } = 1;

    public bool IsRunning => State == EnrolmentState.Running;
    public StepAfter After => new(AfterTitle, AfterAt);

    public static Enrolment Start(Cadence cadence, Guid leadId, Actor by, Instant now) => new()
    {
        BusinessId = cadence.BusinessId,
        Id = Guid.CreateVersion7(),
        LeadId = leadId,
        CadenceId = cadence.Id,
        StartedAt = now,
        StartedBy = ActorIdentity.Of(by),
        AfterAt = now,
    };

    /// <summary>Plans the step behind the one that is over; null where there is none, and the cadence is finished.</summary>
    public NurtureTask? GoOn(Cadence cadence, StepAfter after, StepClock clock, StepsTaken taken, Guid? cause, Instant now)
    {
        (AfterTitle, AfterAt, CauseId) = (after.Title, after.At, cause);
        Version++;
        return Plan(cadence, Behind(cadence, taken), clock, taken, now);
    }

    /// <summary>Plans anew, after its cadence has changed: the step where it stands, or the one that took its place.</summary>
    public NurtureTask? Replan(Cadence cadence, StepClock clock, StepsTaken taken, Instant now)
    {
        Version++;
        var at = cadence.AllSteps.Index().Where(step => step.Item.Id == StepId).Select(step => step.Index).FirstOrDefault(StepAt);
        return Plan(cadence, at, clock, taken, now);
    }

    public void Stop(EnrolmentEnd end, Guid? cause, Instant now)
    {
        (State, End, EndedAt, CauseId) = (EnrolmentState.Stopped, end, now, cause);
        Version++;
    }

    /// <summary>Its lead was closed because nothing was heard.</summary>
    public void Closed(Instant now) => Over(EnrolmentEnd.ClosedLead, now);

    /// <summary>As it was before <paramref name="task"/> was closed.</summary>
    public void BackTo(NurtureTask task, Cadence cadence)
    {
        (State, End, EndedAt, CauseId) = (EnrolmentState.Running, null, null, null);
        (TaskId, StepId, PlannedSort, Why) = (task.Id, task.StepId, task.DueSort, "Taken back by hand");
        StepAt = Math.Max(0, cadence.AllSteps.Index().Where(step => step.Item.Id == StepId).Select(step => step.Index).FirstOrDefault(StepAt));
        Version++;
    }

    /// <summary>Goes on where it was stopped.</summary>
    public void Resume()
    {
        (State, End, EndedAt, CauseId) = (EnrolmentState.Running, null, null, null);
        Version++;
    }

    private int Behind(Cadence cadence, StepsTaken taken)
    {
        var steps = cadence.AllSteps;
        if (taken.InCadence >= cadence.InAll) return cadence.Closing is null || StepId == CadenceStep.ClosingId ? steps.Count : steps.Count - 1;
        return StepId is null ? 0 : steps.Index().Where(step => step.Item.Id == StepId).Select(step => step.Index + 1).FirstOrDefault(Math.Min(StepAt, steps.Count));
    }

    private NurtureTask? Plan(Cadence cadence, int at, StepClock clock, StepsTaken taken, Instant now)
    {
        CadenceVersion = cadence.Version;
        if (at >= cadence.AllSteps.Count)
        {
            Over(EnrolmentEnd.Completed, now);
            return null;
        }
        var step = cadence.AllSteps[at];
        var time = clock.Next(step, After, taken.Today, cadence.PerDay, now);
        var task = NurtureTask.Plan(BusinessId, LeadId, new(step.Kind, step.Title, time.Due, null), now).AsStep(Id, step.Id);
        (StepId, StepAt, TaskId, Why, PlannedSort) = (step.Id, at, task.Id, time.Why, time.Due.Sort);
        return task;
    }

    private void Over(EnrolmentEnd end, Instant now)
    {
        (State, End, EndedAt) = (EnrolmentState.Finished, end, now);
        Version++;
    }
}

/// <summary>How many steps a lead has had: on this day of any cadence, and of this cadence in all.</summary>
public readonly record struct StepsTaken(int Today, int InCadence);
