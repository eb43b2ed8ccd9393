using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Keeps how a person wants their list: its density and its columns, on every machine where they sign in.</summary>
public sealed class ChooseLook(AppDb db, CurrentUser user)
{
    public sealed record Request(ListLook Look, FormErrors Errors);

    /// <summary><c>density</c>: compact or comfortable. <c>hidden</c>: the columns left out, of phone, source, status, value, assignee and createdAt.</summary>
    public sealed record Response(string Density, IReadOnlyList<string> Hidden)
    {
        public static Response Of(ListLook look) => new(look.IsComfortable ? "comfortable" : "compact", look.Hidden);
    }

    /// <summary>The list draws itself anew; nobody needs to be told.</summary>
    public static async Task<IResult> FromPage(HttpContext context, ChooseLook choose, CancellationToken ct)
    {
        var typed = await context.Request.ReadFormAsync(ct);
        var shown = typed["column"].OfType<string>().ToHashSet();
        var look = new ListLook(typed["density"] == "comfortable", [.. ListLook.Columns.Where(c => !shown.Contains(c))]) { IsNurture = choose.IsNurture };
        var chosen = await choose.Handle(new(look, new()), ct);
        if (!chosen.IsOk) return chosen.Problem.ToPage();
        if (!context.IsHtmx()) return Results.Redirect("/leads");
        context.Response.Headers.Trigger("leads-changed");
        return Results.Content("", "text/html; charset=utf-8");
    }

    public static async Task<IResult> FromApi(JsonBody body, ChooseLook choose, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var density = json.Text("density");
        if (density is not (null or "compact" or "comfortable")) errors.Add("density", "This must be compact or comfortable.");
        var hidden = json.List("hidden").Select(each => (Word: each.Element.ValueKind == System.Text.Json.JsonValueKind.String ? TextRule.Read(each.Element, each.Path, TextRule.Line, errors) : null, each.Path)).ToList();
        foreach (var wrong in hidden.Where(h => h.Word is null || !ListLook.Columns.Contains(h.Word))) errors.Add(wrong.Path, $"A column is one of {string.Join(", ", ListLook.Columns)}.");
        json.Finish();
        var look = new ListLook(density == "comfortable", [.. ListLook.Columns.Where(c => hidden.Any(h => h.Word == c))]) { IsNurture = choose.IsNurture };
        return (await choose.Handle(new(look, errors), ct)).Match(chosen => Results.Ok(Response.Of(chosen)), problem => problem.ToJson());
    }

    /// <summary>Density and columns are chosen apart from what the list is about.</summary>
    private bool IsNurture => user.LeadsLook.IsNurture;

    /// <summary>An API key looks at no list.</summary>
    public async Task<Result<ListLook>> Handle(Request request, CancellationToken ct)
    {
        if (request.Errors.Any) return request.Errors.ToProblem();
        if (user.MemberId is not { } me) return new Problem.NotFound();
        var text = request.Look.ToString();
        await db.InTransaction(() => db.TeamMembers.Where(m => m.Id == me).ExecuteUpdateAsync(set => set.SetProperty(m => m.LeadsLook, text), ct), ct);
        return request.Look;
    }
}
