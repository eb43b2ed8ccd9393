using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Activities;
using NodaTime;

namespace GarageDoorOS.Domain.Work;

/// <summary>What is to be done for a customer, and when.</summary>
public sealed class Job : WorkRecord, IWork<Job>
{
    private Job() { }

    /// <summary>The estimate of which it was made, if any.</summary>
    public Guid? EstimateId { get; private set; }

    public static WorkKind Described { get; } = new(
        SubjectKind.Job, "job", "What is to be done for a customer: a title, a date, an amount, and whether it is done.",
        [WorkStatus.Unscheduled, WorkStatus.Scheduled, WorkStatus.Done, WorkStatus.Cancelled],
        Permission.JobsView, Permission.JobsCreate, Permission.JobsUpdate, Permission.JobsDelete);

    public override WorkKind What => Described;

    public static Job Blank() => new();

    internal static Job From(Estimate estimate, Instant now)
    {
        var job = Open<Job>(estimate.BusinessId, estimate.CustomerId, new() { Title = estimate.Title, Amount = estimate.Amount }, WorkStatus.Unscheduled, now, estimate.LeadId);
        job.EstimateId = estimate.Id;
        return job;
    }
}
