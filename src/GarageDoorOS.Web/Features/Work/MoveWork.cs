using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Work.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Work;

/// <summary>Moves an estimate or a job to another status; what is scheduled is given its date with it.</summary>
public sealed class MoveWork<TWork>(AppDb db, CurrentUser user, IClock clock) where TWork : WorkRecord, IWork<TWork>
{
    /// <summary><paramref name="Strict"/>: any other version is refused; else only where somebody changed status or date meanwhile.</summary>
    public sealed record Request(WorkStatus Status, LocalDate? Date, int? Version, bool Strict, FormErrors Errors);

    public static async Task<IResult> Form(Guid id, ShowWork<TWork> show, HttpContext context, Html html, CancellationToken ct)
    {
        var shown = await show.Handle(new(id, FromTrash: false), ct);
        return shown.IsOk ? Dialog(shown.Value, shown.Value.Status, WorkFacts.Text(shown.Value.Date), FormErrors.None, context, html, 200) : shown.Problem.ToPage();
    }

    public static async Task<IResult> FromPage(Guid id, MoveWork<TWork> move, ShowWork<TWork> show, HttpContext context, Html html, CancellationToken ct)
    {
        var (typed, errors) = (await context.Request.ReadFormAsync(ct), new FormErrors());
        var status = WorkInput.ReadStatus(typed["status"], TWork.Described, errors);
        var moved = await move.Handle(id, new(status, WorkInput.ReadDate(typed["date"], errors), WorkInput.Number(typed["version"]), Strict: false, errors), ct);
        if (moved.IsOk) return Done.Answer(context, $"{moved.Value.Title} is {moved.Value.Status.Word()} now.", WorkView.Changed, $"{TWork.Described.Path}/{id}");
        if (moved.Problem is not (Problem.Invalid or Problem.Stale) || await show.Handle(new(id, FromTrash: false), ct) is not { IsOk: true } shown) return moved.Problem.ToPage();
        return Dialog(shown.Value, status, typed["date"], FormErrors.Of(moved.Problem), context, html, moved.Problem is Problem.Stale ? 409 : 422);
    }

    public static async Task<IResult> FromApi(Guid id, JsonBody body, MoveWork<TWork> move, HttpContext context, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var request = new Request(
            WorkInput.ReadStatus(json.Text("status"), TWork.Described, errors), WorkInput.ReadDate(json.Text("date"), errors), Versions.Sent(context.Request, json.Number("version")), Strict: true, errors);
        json.Finish();
        return (await move.Handle(id, request, ct)).Match(work => WorkJson.Ok(context.Response, work), problem => problem.ToJson());
    }

    public Task<Result<TWork>> Handle(Guid id, Request request, CancellationToken ct) => db.InTransaction<Result<TWork>>(async () =>
    {
        var work = await db.Held<TWork>(id).SingleOrDefaultAsync(w => w.DeletedAt == null, ct);
        if (work is null) return new Problem.NotFound();
        if (request.Errors.Any) return request.Errors.ToProblem();
        if (Versions.Check(request.Version, request.Strict, work, () => WorkJson.Of(work)) is { } problem) return problem;
        if (request.Version != work.Version && (await db.ChangesSince(id, request.Version!.Value, ct)).Fields.Keys.Any(field => field is "status" or "date"))
            return new Problem.Stale(WorkJson.Of(work));

        var now = clock.GetCurrentInstant();
        var changes = work.MoveTo(request.Status, request.Date, now);
        if (!changes.IsOk) return changes.Problem;
        if (changes.Value.Count > 0) db.Note(work, user.Actor, ActivityKinds.Changed, now, changes.Value);
        await db.SaveChangesAsync(ct);
        return work;
    }, ct);

    private static IResult Dialog(TWork work, WorkStatus status, string? date, FormErrors errors, HttpContext context, Html html, int http) => html.Page<WorkStatusDialog>(
        new { work.What, work.Id, work.Version, work.Title, Status = status, Date = date, Errors = errors, Theirs = http == 409 ? work.Status : (WorkStatus?)null, AsPage = !context.IsHtmx() }, http);
}
