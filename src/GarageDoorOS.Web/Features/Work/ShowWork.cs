using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Work.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Work;

/// <summary>Shows all that is known of an estimate or a job.</summary>
public sealed class ShowWork<TWork>(AppDb db) where TWork : WorkRecord, IWork<TWork>
{
    /// <summary>A page shows also what is in the trash: the customer's story may lead there, and whoever may delete brings it back.</summary>
    public sealed record Request(Guid Id, bool FromTrash);

    /// <summary>With <paramref name="story"/> «all» the whole timeline is drawn.</summary>
    public static async Task<IResult> FromPage(Guid id, string? story, ShowWork<TWork> show, WorkView view, HttpContext context, Html html, CancellationToken ct)
    {
        var shown = await show.Handle(new(id, FromTrash: true), ct);
        if (!shown.IsOk) return shown.Problem.ToPage();
        var record = await view.Record(shown.Value, wholeStory: story == "all", ct);
        return context.IsHtmx() && context.Request.Headers["HX-Target"] == "record"
            ? html.Fragment<OneWork>(new { Work = record, view.Viewer, html.Shell.Token })
            : html.Page<OneWorkPage>(new { Work = record, view.Viewer });
    }

    public static async Task<IResult> FromApi(Guid id, ShowWork<TWork> show, HttpResponse response, CancellationToken ct) =>
        (await show.Handle(new(id, FromTrash: false), ct)).Match(work => WorkJson.Ok(response, work), problem => problem.ToJson());

    public async Task<Result<TWork>> Handle(Request request, CancellationToken ct)
    {
        var work = await db.Set<TWork>().AsNoTracking().SingleOrDefaultAsync(w => w.Id == request.Id && (request.FromTrash || w.DeletedAt == null), ct);
        return work is null ? new Problem.NotFound() : work;
    }
}
