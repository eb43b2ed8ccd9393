using System.Globalization;
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
    private const int LongestDays = 365;

    public static IReadOnlyList<string> Fields { get; } = ["outcome", "note", "nextInDays"];

    /// <summary><c>outcome</c>: reached, left_message, no_answer, not_interested or wrong_number. <c>nextInDays</c>: plans to call an open lead again, 1 to 365 days from today.</summary>
    public sealed record Body(string Outcome, string? Note, int? NextInDays);

    /// <summary><paramref name="NextInDays"/>: null plans nothing.</summary>
    public sealed record Request(TaskOutcome? Outcome, string Note, int? NextInDays, FormErrors Errors);

    public static async Task<IResult> FromPage(Guid id, LogCall log, ShowCallPanel panel, HttpContext context, Html html, CancellationToken ct)
    {
        var (typed, errors) = (await context.Request.ReadFormAsync(ct), new FormErrors());
        var request = new Request(CallOutcomes.Read(typed["outcome"], errors), TextRule.Read(PlainText.Lines(typed["note"]), "note", TextRule.Notes, errors) ?? "", Days(typed["next"], errors), errors);
        var logged = await log.Handle(id, request, ct);
        if (!logged.IsOk) return logged.Problem is Problem.Invalid ? await panel.Form(id, typed, FormErrors.Of(logged.Problem), context, html, ct) : logged.Problem.ToPage();
        if (!context.IsHtmx()) return Results.Redirect(CallRoutes.Log);
        Done.Tell(context, "The call is noted.", "leads-changed");
        return await panel.Fragment(html, ct);
    }

    public static async Task<IResult> FromApi(Guid id, JsonBody body, LogCall log, HttpResponse response, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var request = new Request(CallOutcomes.Read(json.Text("outcome"), errors), PlainText.Lines(json.Text("note", TextRule.Notes)), json.Number("nextInDays"), errors);
        json.Finish();
        return (await log.Handle(id, request, ct)).Match(call => call.Ok(response), problem => problem.ToJson());
    }

    public Task<Result<Call>> Handle(Guid id, Request request, CancellationToken ct) => db.InTransaction<Result<Call>>(async () =>
    {
        if (await search.One(id, ct) is not { } seen) return new Problem.NotFound();
        var lead = await outcomes.Held(seen.LeadId, ct);
        var call = await db.Held<Call>(id).SingleAsync(ct);
        var now = clock.GetCurrentInstant();
        if (call.IsLive) return new Problem.Conflict("call_going_on", "The call is still going on.");
        if (request.NextInDays is < 1 or > LongestDays) request.Errors.Add("nextInDays", $"This is a number of days, 1 to {LongestDays}.");
        if (request.Errors.Any) return request.Errors.ToProblem();
        if (await outcomes.Say(call, lead, request.Outcome!.Value, request.Note, now, ct) is { } problem) return problem;
        if (request.NextInDays is { } days && outcomes.CallAgain(lead, days, now) is { } none) return none;
        await db.SaveChangesAsync(ct);
        return call;
    }, ct);

    private static int? Days(string? typed, FormErrors errors)
    {
        if (string.IsNullOrEmpty(typed)) return null;
        if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= LongestDays) return days;
        errors.Add("next", "Choose one of these.");
        return null;
    }
}
