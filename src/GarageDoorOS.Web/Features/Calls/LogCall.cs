using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Calls;

/// <summary>Writes down what came of a call. The task to call that was due is done by it, and a new lead that was spoken to is contacted.</summary>
public sealed class LogCall(AppDb db, CallSearch search, CallOutcomes outcomes, IClock clock)
{
    /// <summary><c>outcome</c>: reached, left_message, no_answer, not_interested or wrong_number.</summary>
    public sealed record Body(string Outcome, string? Note);

    public sealed record Request(TaskOutcome? Outcome, string Note, FormErrors Errors);

    public static async Task<IResult> FromPage(Guid id, LogCall log, ShowCallPanel panel, HttpContext context, Html html, CancellationToken ct)
    {
        var (typed, errors) = (await context.Request.ReadFormAsync(ct), new FormErrors());
        var request = new Request(CallOutcomes.Read(typed["outcome"], errors), TextRule.Read(PlainText.Lines(typed["note"]), "note", TextRule.Notes, errors) ?? "", errors);
        var logged = await log.Handle(id, request, ct);
        if (!logged.IsOk) return logged.Problem is Problem.Invalid ? await panel.Form(id, typed["outcome"], typed["note"], FormErrors.Of(logged.Problem), context, html, ct) : logged.Problem.ToPage();
        if (!context.IsHtmx()) return Results.Redirect(CallRoutes.Log);
        Done.Tell(context, "The call is noted.", "leads-changed");
        return await panel.Fragment(html, ct);
    }

    public static async Task<IResult> FromApi(Guid id, JsonBody body, LogCall log, HttpResponse response, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var request = new Request(CallOutcomes.Read(json.Text("outcome"), errors), PlainText.Lines(json.Text("note", TextRule.Notes)), errors);
        json.Finish();
        return (await log.Handle(id, request, ct)).Match(call => call.Ok(response), problem => problem.ToJson());
    }

    public Task<Result<Call>> Handle(Guid id, Request request, CancellationToken ct) => db.InTransaction<Result<Call>>(async () =>
    {
        if (await search.One(id, ct) is not { } seen) return new Problem.NotFound();
        var lead = await outcomes.Held(seen.LeadId, ct);
        var call = await db.Held<Call>(id).SingleAsync(ct);
        if (call.IsLive) return new Problem.Conflict("call_going_on", "The call is still going on.");
        if (request.Errors.Any) return request.Errors.ToProblem();
        if (await outcomes.Say(call, lead, request.Outcome!.Value, request.Note, clock.GetCurrentInstant(), ct) is { } problem) return problem;
        await db.SaveChangesAsync(ct);
        return call;
    }, ct);
}
