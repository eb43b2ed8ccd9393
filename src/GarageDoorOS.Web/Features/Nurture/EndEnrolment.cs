using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Takes a lead out of its cadence by hand; its open step is cancelled. Nothing happens where it is out already.</summary>
public sealed class EndEnrolment(AppDb db, CadenceRuns runs, CurrentUser user, IClock clock)
{
    public static async Task<IResult> FromPage(Guid id, EndEnrolment end, HttpContext context, CancellationToken ct) =>
        (await end.Handle(id, ct)).Match(ended => Done.Answer(context, "The cadence has ended for this lead.", "leads-changed", $"/leads/{ended.LeadId}"), problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, EndEnrolment end, ListEnrolments list, CancellationToken ct)
    {
        var ended = await end.Handle(id, ct);
        return ended.IsOk ? Results.Ok(await list.One(ended.Value, ct)) : ended.Problem.ToJson();
    }

    public Task<Result<Enrolment>> Handle(Guid id, CancellationToken ct) => db.InTransaction<Result<Enrolment>>(async () =>
    {
        var leadId = await db.Enrolments.Where(e => e.Id == id).Select(e => (Guid?)e.LeadId).SingleOrDefaultAsync(ct);
        if (leadId is null || await db.Held<Lead>(leadId.Value).VisibleTo(user).SingleOrDefaultAsync(l => l.DeletedAt == null, ct) is not { } lead) return new Problem.NotFound();
        var enrolment = await db.Enrolments.SingleAsync(e => e.Id == id, ct);
        if (!enrolment.IsRunning) return enrolment;
        await runs.Stop(lead, enrolment, EnrolmentEnd.ByHand, cause: null, user.Actor, clock.GetCurrentInstant(), ct);
        await db.SaveChangesAsync(ct);
        return enrolment;
    }, ct);
}
