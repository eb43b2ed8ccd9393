using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Activities;
using NodaTime;

namespace GarageDoorOS.Domain.Work;

/// <summary>What a customer is offered, and what they said to it.</summary>
public sealed class Estimate : WorkRecord, IWork<Estimate>
{
    private Estimate() { }

    public static WorkKind Described { get; } = new(
        SubjectKind.Estimate, "estimate", "What you offer a customer: a title, an amount, a date, and what they said to it.",
        [WorkStatus.Draft, WorkStatus.Sent, WorkStatus.Viewed, WorkStatus.Approved, WorkStatus.Declined, WorkStatus.Voided, WorkStatus.Converted],
        Permission.EstimatesView, Permission.EstimatesCreate, Permission.EstimatesUpdate, Permission.EstimatesDelete);

    public override WorkKind What => Described;

    public static Estimate Blank() => new();

    /// <summary>Makes an unscheduled job of what was approved, with its title and amount. Only once.</summary>
    public Result<Job> BecomeJob(Instant now)
    {
        if (Status == WorkStatus.Converted) return new Problem.Conflict("already_converted", "A job was made of this estimate already.");
        if (Status != WorkStatus.Approved) return new Problem.Conflict("not_approved", "A job is made of an approved estimate: mark it as approved first.");
        Become(WorkStatus.Converted, now);
        return Job.From(this, now);
    }
}
