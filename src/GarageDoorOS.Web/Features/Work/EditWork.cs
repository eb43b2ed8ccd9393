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

/// <summary>Rewrites an estimate or a job. A form that somebody overtook is merged where they wrote in other fields; a program is told to read again.</summary>
public sealed class EditWork<TWork>(AppDb db, CurrentUser user, IClock clock) where TWork : WorkRecord, IWork<TWork>
{
    /// <summary><paramref name="IfMatch"/> goes before the version that the input names. <paramref name="Strict"/>: an older version is refused, not merged.</summary>
    public sealed record Request(ReadWork Read, int? IfMatch, bool Strict);

    /// <summary>It as it is now; <paramref name="With"/> names who else had changed it since the form was opened.</summary>
    public sealed record Response(TWork Work, string? With);

    public static async Task<IResult> Form(Guid id, ShowWork<TWork> show, WorkView view, HttpContext context, Html html, CancellationToken ct)
    {
        var shown = await show.Handle(new(id, FromTrash: false), ct);
        return shown.IsOk ? html.Page<WorkForm>(new { Form = await view.Form(shown.Value, ct), AsPage = !context.IsHtmx() }) : shown.Problem.ToPage();
    }

    public static async Task<IResult> FromPage(Guid id, EditWork<TWork> edit, WorkView view, HttpContext context, Html html, CancellationToken ct)
    {
        var typed = await context.Request.ReadFormAsync(ct);
        var edited = await edit.Handle(id, new((stored, errors) => WorkInput.FromForm(typed, TWork.Described, stored, errors), null, Strict: false), ct);
        if (edited.IsOk)
            return Done.Answer(context, edited.Value.With is { } other ? $"Saved. What {other} changed meanwhile is kept as well." : "Saved.", WorkView.Changed, $"{TWork.Described.Path}/{id}");
        return edited.Problem switch
        {
            Problem.Invalid when await view.Typed(TWork.Described, typed, id, ct) is { } form => html.Page<WorkForm>(new { Form = form, Errors = FormErrors.Of(edited.Problem), AsPage = !context.IsHtmx() }, 422),
            Problem.Stale { Current: Clash<WorkFacts> clash } => html.Page<WorkForm>(new { Form = view.Form(TWork.Described, clash), AsPage = !context.IsHtmx() }, 409),
            var problem => problem.ToPage(),
        };
    }

    public static async Task<IResult> FromApi(Guid id, JsonBody body, EditWork<TWork> edit, HttpContext context, CancellationToken ct) =>
        (await edit.Handle(id, new((stored, errors) => WorkInput.FromJson(body, TWork.Described, stored, errors), Versions.Sent(context.Request), Strict: true), ct)).Match(
            edited => WorkJson.Ok(context.Response, edited.Work),
            problem => problem.ToJson());

    public Task<Result<Response>> Handle(Guid id, Request request, CancellationToken ct) => db.InTransaction<Result<Response>>(async () =>
    {
        var work = await db.Held<TWork>(id).SingleOrDefaultAsync(w => w.DeletedAt == null, ct);
        if (work is null) return new Problem.NotFound();
        var errors = new FormErrors();
        var input = request.Read(work, errors);
        if (errors.Has("version")) return errors.ToProblem();
        var version = request.IfMatch ?? input.Version;
        if (Versions.Check(version, request.Strict, work, () => WorkJson.Of(work)) is { } problem) return problem;
        if (errors.Any) return errors.ToProblem();

        var merged = await db.Merge(work, version!.Value, input.Facts, work.Facts, ct);
        if (!merged.IsOk) return merged.Problem;
        var now = clock.GetCurrentInstant();
        var changes = work.Edit(merged.Value.Edit, now);
        if (!changes.IsOk) return changes.Problem;
        if (changes.Value.Count > 0) db.Note(work, user.Actor, ActivityKinds.Changed, now, changes.Value);
        await db.SaveChangesAsync(ct);
        return new Response(work, merged.Value.With);
    }, ct);
}
