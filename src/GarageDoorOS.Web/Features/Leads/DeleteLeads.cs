using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Leads.Components;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Puts many leads at once in the trash, from where each can be brought back for 30 days, and all of them by one undo.</summary>
public sealed class DeleteLeads(AppDb db, CurrentUser user, ManyLeads many)
{
    public sealed record Request(ChosenLeads Leads);

    /// <summary>Asks first.</summary>
    public static async Task<IResult> FromPage(HttpContext context, DeleteLeads delete, Html html, CancellationToken ct)
    {
        var (typed, errors) = (await context.Request.ReadFormAsync(ct), new FormErrors());
        var request = new Request(ChosenLeads.FromForm(typed, errors));
        if (!errors.Any && typed["sure"] != "yes") return html.Page<BulkDeleteDialog>(new { Chosen = BulkChoice.Of(typed), AsPage = !context.IsHtmx() });
        var done = await delete.Handle(request, ct);
        return done.IsOk ? BulkAnswer.Done(context, done.Value, "in the trash") : done.Problem.ToPage();
    }

    public static async Task<IResult> FromApi(JsonBody body, DeleteLeads delete, CancellationToken ct)
    {
        var json = body.Fields(new FormErrors());
        var request = new Request(ChosenLeads.FromJson(json));
        json.Finish();
        return (await delete.Handle(request, ct)).Match(done => Results.Ok(done), problem => problem.ToJson());
    }

    public Task<Result<BulkResult>> Handle(Request request, CancellationToken ct) => many.Change(request.Leads, BulkKind.Deletion, (leads, _, now, _) =>
    {
        foreach (var lead in leads)
        {
            lead.Discard(now);
            db.Note(lead, user.Actor, ActivityKinds.Deleted, now);
        }
        return Task.FromResult<Result<List<Lead>>>(leads.ToList());
    }, ct);
}
