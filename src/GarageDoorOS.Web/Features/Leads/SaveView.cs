using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Leads.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Gives a name to the list that somebody looks at, for themselves or for everybody.</summary>
public sealed class SaveView(AppDb db, ViewRules rules, IClock clock)
{
    /// <summary>The filters and the sort to be kept stand in the address of the form itself.</summary>
    public static IResult Form(HttpContext context, ViewRules rules, Html html) =>
        html.Page<ViewDialog>(new { Query = ViewRules.Tidy(context.Request.QueryString.Value ?? ""), rules.MayShare, AsPage = !context.IsHtmx() });

    public static async Task<IResult> FromPage(HttpContext context, SaveView save, ViewRules rules, Html html, CancellationToken ct)
    {
        var input = ViewInput.FromForm(await context.Request.ReadFormAsync(ct), new());
        var saved = await save.Handle(input, ct);
        if (saved.IsOk) return Done.Answer(context, $"«{saved.Value.Name}» is saved under Views.", "views-changed", ViewRules.Url(saved.Value.Query).ToString());
        if (saved.Problem is not Problem.Invalid) return saved.Problem.ToPage();
        return html.Page<ViewDialog>(new { Name = input.Name ?? "", Query = input.Query ?? "", IsShared = input.IsShared ?? false, rules.MayShare, Errors = FormErrors.Of(saved.Problem), AsPage = !context.IsHtmx() }, 422);
    }

    public static async Task<IResult> FromApi(JsonBody body, SaveView save, HttpResponse response, CancellationToken ct)
    {
        var json = body.Fields(new());
        var input = ViewInput.FromJson(json);
        json.Finish();
        var saved = await save.Handle(input, ct);
        if (!saved.IsOk) return saved.Problem.ToJson();
        response.ETag(saved.Value.Version);
        return TypedResults.Created("/api/views", ViewJson.Of(saved.Value));
    }

    public async Task<Result<SavedView>> Handle(ViewInput input, CancellationToken ct)
    {
        var (errors, isShared) = (input.Errors, input.IsShared ?? false);
        await rules.Check(input.Name ?? "", input.Query ?? "", errors, ct);
        if (errors.Any) return errors.ToProblem();
        if (isShared && !rules.MayShare) return new Problem.Forbidden(ViewRules.NotYours);
        var owner = rules.OwnerOf(isShared);
        if (await db.SavedViews.CountAsync(v => v.OwnerId == owner, ct) >= SavedView.Most) errors.Add("name", $"There are {SavedView.Most} views already: delete one first.");
        if (errors.Any) return errors.ToProblem();
        var view = SavedView.Save(db.BusinessId, owner, input.Name!, ViewRules.Tidy(input.Query ?? ""), clock.GetCurrentInstant());
        db.Add(view);
        await db.SaveChangesAsync(ct);
        return view;
    }
}
