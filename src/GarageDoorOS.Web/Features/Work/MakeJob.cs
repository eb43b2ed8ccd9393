using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Work;

/// <summary>Makes an unscheduled job of an approved estimate, which is converted by it; twice at once never makes two.</summary>
public sealed class MakeJob(AppDb db, CurrentUser user, IClock clock)
{
    public static async Task<IResult> FromPage(Guid id, MakeJob make, HttpContext context, CancellationToken ct) => (await make.Handle(id, ct)).Match(
        job => Done.Answer(context, $"{job.Title} is a job now.", WorkView.Changed, $"/estimates/{id}"),
        problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, MakeJob make, HttpResponse response, CancellationToken ct) =>
        (await make.Handle(id, ct)).Match(job => WorkJson.Created(response, job), problem => problem.ToJson());

    public Task<Result<Job>> Handle(Guid id, CancellationToken ct) => db.InTransaction<Result<Job>>(async () =>
    {
        if (!user.May(Permission.EstimatesUpdate)) return new Problem.Forbidden("You may make jobs, but not change this estimate. Ask an owner or admin of your business for the permission.");
        await db.LockIdentity(ct); // else a merge would leave the job behind
        var estimate = await db.Held<Estimate>(id).SingleOrDefaultAsync(e => e.DeletedAt == null, ct);
        if (estimate is null) return new Problem.NotFound();
        var (was, now) = (estimate.Status.Word(), clock.GetCurrentInstant());
        var made = estimate.BecomeJob(now);
        if (!made.IsOk) return made.Problem;

        db.Add(made.Value);
        db.Note(estimate, user.Actor, ActivityKinds.Converted, now, [new("status", was, estimate.Status.Word()), new("job", null, made.Value.Title)]);
        db.Note(made.Value, user.Actor, ActivityKinds.Created, now, [new("estimate", null, estimate.Title)]);
        await db.SaveChangesAsync(ct);
        return made.Value;
    }, ct);
}
