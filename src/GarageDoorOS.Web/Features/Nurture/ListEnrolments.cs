using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>The cadences that a lead is in or was in, the latest first.</summary>
public sealed class ListEnrolments(AppDb db, CurrentUser user)
{
    public sealed record Response(IReadOnlyList<EnrolmentJson> Items);

    public static async Task<IResult> FromApi(Guid id, ListEnrolments list, CancellationToken ct) => (await list.Handle(id, ct)).Match(found => Results.Ok(found), problem => problem.ToJson());

    public async Task<Result<Response>> Handle(Guid leadId, CancellationToken ct)
    {
        if (!await db.Leads.VisibleTo(user).AnyAsync(l => l.Id == leadId && l.DeletedAt == null, ct)) return new Problem.NotFound();
        var all = await db.Enrolments.AsNoTracking().Where(e => e.LeadId == leadId).OrderByDescending(e => e.StartedAt).ThenByDescending(e => e.Id)
            .Join(db.Cadences, e => e.CadenceId, c => c.Id, (e, c) => new { Enrolment = e, c.Name }).ToListAsync(ct);
        return new Response([.. all.Select(one => EnrolmentJson.Of(one.Enrolment, one.Name))]);
    }

    public async Task<EnrolmentJson> One(Enrolment enrolment, CancellationToken ct) => EnrolmentJson.Of(enrolment, await db.Cadences.Where(c => c.Id == enrolment.CadenceId).Select(c => c.Name).SingleAsync(ct));
}

/// <summary>A lead's way through a cadence as the API gives it.</summary>
public sealed record EnrolmentJson
{
    public required Guid Id { get; init; }
    public required Guid LeadId { get; init; }
    public required Guid CadenceId { get; init; }

    /// <summary>The name of the cadence.</summary>
    public required string Cadence { get; init; }
    public required EnrolmentState State { get; init; }

    /// <summary>The number of the step that it is at, from 1.</summary>
    public required int Step { get; init; }

    /// <summary>The task of that step.</summary>
    public required Guid? TaskId { get; init; }

    /// <summary>Why that task is due when it is; null where it runs no longer.</summary>
    public required string? Why { get; init; }

    /// <summary>Why the lead left; null while it runs.</summary>
    public required EnrolmentEnd? End { get; init; }
    public required Instant StartedAt { get; init; }
    public required Instant? EndedAt { get; init; }

    public static EnrolmentJson Of(Enrolment enrolment, string cadence) => new()
    {
        Id = enrolment.Id,
        LeadId = enrolment.LeadId,
        CadenceId = enrolment.CadenceId,
        Cadence = cadence,
        State = enrolment.State,
        Step = enrolment.StepAt + 1,
        TaskId = enrolment.TaskId,
        Why = enrolment.IsRunning ? enrolment.Why : null,
        End = enrolment.End,
        StartedAt = enrolment.StartedAt,
        EndedAt = enrolment.EndedAt,
    };
}
