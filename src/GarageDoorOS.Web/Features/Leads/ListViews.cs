using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Leads.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>The views that a person has, each with how many leads it holds for them.</summary>
public sealed class ListViews(AppDb db, CurrentUser user, CurrentBusiness business, ViewRules rules, LeadCounting counting)
{
    public sealed record Response(IReadOnlyList<Item> Items);

    /// <summary><c>count</c>: of the leads that one may see, exact up to 1,000; above that <c>more</c> is true. Null where a word of it means nothing any more.</summary>
    public sealed record Item(Guid Id, string Name, string Query, bool IsShared, int Version, int? Count, bool More)
    {
        internal string? WhatIsWrong { get; init; }
    }

    /// <summary>The menu of the list, when it is opened; without script a page. The address it comes from marks the view that is on.</summary>
    public static async Task<IResult> FromPage(HttpContext context, ListViews list, ViewRules rules, Html html, CancellationToken ct)
    {
        var now = ViewRules.Tidy(context.Request.QueryString.Value ?? "");
        return html.Page<LeadViews>(new { Views = (await list.Handle(ct)).Items, Now = now, rules.MayShare, AsPage = !context.IsHtmx() });
    }

    public static async Task<IResult> FromApi(ListViews list, CancellationToken ct) => TypedResults.Ok(await list.Handle(ct));

    public async Task<Response> Handle(CancellationToken ct)
    {
        var views = await rules.Mine.AsNoTracking().OrderBy(v => v.NameSort).ThenBy(v => v.Id).ToListAsync(ct);
        var words = views.Count == 0 ? null : await LeadWords.Of(db, user, business, ct);
        var items = new List<Item>(views.Count);
        foreach (var view in views)
        {
            var errors = new FormErrors();
            var criteria = LeadFilter.Read(ViewRules.Url(view.Query), words!, errors).Criteria;
            var count = errors.Any ? null : await counting.UpToMost(criteria, ct);
            var more = !errors.Any && count is null;
            items.Add(new(view.Id, view.Name, view.Query, view.IsShared, view.Version, more ? LeadSearch.Most : count, more) { WhatIsWrong = errors.Any ? errors.All[0].Message : null });
        }
        return new(items);
    }
}
