using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>What a form or a program says of a view; null: it stays as it is.</summary>
public sealed record ViewInput(string? Name, string? Query, bool? IsShared, FormErrors Errors)
{
    public static IReadOnlyList<string> Fields { get; } = ["name", "query", "isShared"];

    public static ViewInput FromJson(JsonFields json) => new(json.Text("name"), json.Text("query", ChosenLeads.LongestFilter), json.Flag("isShared"), json.Errors);

    public static ViewInput FromForm(IFormCollection form, FormErrors errors) => new(
        TextRule.Read(form["name"].ToString(), "name", TextRule.Line, errors), TextRule.Read(form["query"].ToString(), "query", ChosenLeads.LongestFilter, errors), form["isShared"] == "true", errors);
}

/// <summary>A view as the API gives it. <c>query</c>: what stands in the address of GET /api/leads. <c>isShared</c>: everybody of the business has it.</summary>
public sealed record ViewJson(Guid Id, string Name, string Query, bool IsShared, int Version)
{
    public static ViewJson Of(SavedView view) => new(view.Id, view.Name, view.Query, view.IsShared, view.Version);

    public static IResult Ok(HttpResponse response, SavedView view)
    {
        response.ETag(view.Version);
        return TypedResults.Ok(Of(view));
    }
}

/// <summary>Who has which views, and what may stand in one.</summary>
public sealed class ViewRules(AppDb db, CurrentUser user, CurrentBusiness business)
{
    public const string NotYours = "Views of the whole business are changed by those who may delete leads: owners, admins and managers.";

    /// <summary>Those of everybody and one's own.</summary>
    public IQueryable<SavedView> Mine => Seen(db.SavedViews);

    /// <summary>The view itself, held until it is saved.</summary>
    public Task<SavedView?> Held(Guid id, CancellationToken ct) => Seen(db.Held<SavedView>(id)).SingleOrDefaultAsync(ct);

    public bool MayShare => user.May(Permission.LeadsDelete);

    public Guid? OwnerOf(bool isShared) => isShared ? null : user.OwnId;

    /// <summary>A list by what a view says of it, without its place.</summary>
    public static ListUrl Url(string query) =>
        ListUrl.Of("/leads", QueryHelpers.ParseQuery(query).SelectMany(word => word.Value.Select(value => KeyValuePair.Create(word.Key, value ?? "")))).Without("pageSize");

    /// <summary>The words as they are kept: in one spelling, so that an address is known again.</summary>
    public static string Tidy(string query) => Url(query).ToString() is var address && address.IndexOf('?', StringComparison.Ordinal) is > 0 and var at ? address[(at + 1)..] : "";

    public async Task Check(string name, string query, FormErrors errors, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(name) && !errors.Has("name")) errors.Add("name", "Give the view a name.");
        LeadFilter.Read(Url(query), await LeadWords.Of(db, user, business, ct), errors);
    }

    private IQueryable<SavedView> Seen(IQueryable<SavedView> views)
    {
        var own = user.OwnId;
        return views.Where(v => v.OwnerId == null || v.OwnerId == own);
    }
}
