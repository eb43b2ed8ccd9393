using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Leads.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Renames a view, gives it other filters, or shares it.</summary>
public sealed class EditView(AppDb db, ViewRules rules)
{
    public sealed record Request(ViewInput Input, int? Version, bool Strict);

    public static async Task<IResult> Form(Guid id, ViewRules rules, HttpContext context, Html html, CancellationToken ct) =>
        await rules.Mine.AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, ct) is { } view
            ? Dialog(view, new(view.Name, view.Query, view.IsShared, FormErrors.None), rules, context, html)
            : new Problem.NotFound().ToPage();

    public static async Task<IResult> FromPage(Guid id, EditView edit, ViewRules rules, HttpContext context, Html html, CancellationToken ct)
    {
        var input = ViewInput.FromForm(await context.Request.ReadFormAsync(ct), new());
        var edited = await edit.Handle(id, new(input, null, Strict: false), ct);
        if (edited.IsOk) return Done.Answer(context, $"«{edited.Value.Name}» is saved.", "views-changed", ViewRules.Url(edited.Value.Query).ToString());
        if (edited.Problem is not Problem.Invalid || await rules.Mine.AsNoTracking().SingleOrDefaultAsync(v => v.Id == id, ct) is not { } view) return edited.Problem.ToPage();
        return Dialog(view, input, rules, context, html, 422);
    }

    public static async Task<IResult> FromApi(Guid id, JsonBody body, EditView edit, HttpContext context, CancellationToken ct)
    {
        var json = body.Fields(new()).ReadOnly("id", "count", "more");
        var request = new Request(ViewInput.FromJson(json), Versions.Sent(context.Request, json.Number("version")), Strict: true);
        json.Finish();
        return (await edit.Handle(id, request, ct)).Match(view => ViewJson.Ok(context.Response, view), problem => problem.ToJson());
    }

    public Task<Result<SavedView>> Handle(Guid id, Request request, CancellationToken ct) => db.InTransaction<Result<SavedView>>(async () =>
    {
        if (await rules.Held(id, ct) is not { } view) return new Problem.NotFound();
        var ((name, query, isShared, errors), now) = (request.Input, view);
        if ((now.IsShared || isShared == true) && !rules.MayShare) return new Problem.Forbidden(ViewRules.NotYours);
        await rules.Check(name ?? now.Name, query ?? now.Query, errors, ct);
        if (errors.Any) return errors.ToProblem();
        if (request.Strict && Versions.Check(request.Version, strict: true, view, () => ViewJson.Of(view)) is { } problem) return problem;
        view.Become((isShared ?? now.IsShared) == now.IsShared ? now.OwnerId : rules.OwnerOf(!now.IsShared), name ?? now.Name, ViewRules.Tidy(query ?? now.Query));
        await db.SaveChangesAsync(ct);
        return view;
    }, ct);

    private static IResult Dialog(SavedView view, ViewInput input, ViewRules rules, HttpContext context, Html html, int status = 200) => html.Page<ViewDialog>(
        new
        {
            Id = (Guid?)view.Id,
            Name = input.Name ?? view.Name,
            Query = input.Query ?? view.Query,
            IsShared = input.IsShared ?? view.IsShared,
            rules.MayShare,
            MayChange = !view.IsShared || rules.MayShare,
            Errors = input.Errors,
            AsPage = !context.IsHtmx(),
        },
        status);
}
