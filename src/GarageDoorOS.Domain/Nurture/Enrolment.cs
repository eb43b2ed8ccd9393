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

    /// <summary>The step whose task is planned, as the cadence had it then, and its place, in case the cadence loses it; null and -1 before the first.</summary>
    public CadenceStep? Step { get; private set; }
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

    public Guid? StepId => Step?.Id;
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

    /// <summary>
    /// Plans anew, after its cadence has changed, what is done instead of <paramref name="open"/>; null where that stays, and where no step is left. A day
    /// that somebody chose for it stays.
    /// </summary>
    public NurtureTask? Replan(Cadence cadence, NurtureTask open, StepClock clock, StepsTaken taken, Instant now)
    {
        var (steps, was) = (cadence.AllSteps, Step);
        var isMoved = open.DueSort != PlannedSort;
        var at = PlaceIn(steps);
        Version++;
        if (at < steps.Count && steps[at] == Step)
        {
            (CadenceVersion, StepAt) = (cadence.Version, at);
            return null;
        }
        var instead = Plan(cadence, at, clock, taken, now);
        if (instead is not null && isMoved && was?.Id == StepId) instead.Edit(instead.Facts with { Due = open.Due });
        return instead;
    }

    /// <summary>It stands as the cadence is now: there is nothing of it to bring along.</summary>
    public void FollowVersion(Cadence cadence)
    {
        CadenceVersion = cadence.Version;
        Version++;
    }

    public void Stop(EnrolmentEnd end, Guid? cause, Instant now)
    {
        (State, End, EndedAt, CauseId) = (EnrolmentState.Stopped, end, now, cause);
        Version++;
    }

    /// <summary>Its open step is due then, and that is <paramref name="why"/>.</summary>
    public void Explain(TaskDue due, string why)
    {
        (PlannedSort, Why) = (due.Sort, why);
        Version++;
    }

    /// <summary>Its last step closed the lead.</summary>
    public void ClosedLead() => End = EnrolmentEnd.ClosedLead;

    /// <summary>As it was before <paramref name="task"/>, a step of it, was closed.</summary>
    public void BackTo(NurtureTask task, Cadence cadence)
    {
        (State, End, EndedAt, CauseId) = (EnrolmentState.Running, null, null, null);
        (TaskId, PlannedSort, Why) = (task.Id, task.DueSort, "Taken back by hand");
        Step = cadence.AllSteps.FirstOrDefault(step => step.Id == task.StepId) ?? Step;
        StepAt = PlaceIn(cadence.AllSteps);
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
        if (Step is null) return 0;
        if (taken.InCadence >= cadence.InAll && Step is not { IsClosing: true }) return cadence.Closing is null ? steps.Count : steps.Count - 1;
        return steps.Any(step => step.Id == StepId) ? PlaceIn(steps) + 1 : Math.Min(StepAt, steps.Count);
    }

    private int PlaceIn(IReadOnlyList<CadenceStep> steps) => steps.Index().Where(step => step.Item.Id == StepId).Select(step => step.Index).FirstOrDefault(Math.Max(0, StepAt));

    private NurtureTask? Plan(Cadence cadence, int at, StepClock clock, StepsTaken taken, Instant now)
    {
        CadenceVersion = cadence.Version;
        if (at >= cadence.AllSteps.Count)
        {
            (State, End, EndedAt) = (EnrolmentState.Finished, EnrolmentEnd.Completed, now);
            return null;
        }
        var step = cadence.AllSteps[at];
        var time = clock.Next(step, After, taken.Today, cadence.PerDay, now);
        var task = NurtureTask.Plan(BusinessId, LeadId, new(step.Kind, step.Title, time.Due, null), now).AsStep(Id, step);
        (Step, StepAt, TaskId, Why, PlannedSort) = (step, at, task.Id, time.Why, time.Due.Sort);
        return task;
    }
}

/// <summary>How many steps a lead has had: on this day of any cadence, and of this cadence in all.</summary>
public readonly record struct StepsTaken(int Today, int InCadence);
