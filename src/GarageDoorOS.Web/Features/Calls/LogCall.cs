using System.Globalization;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Calls;

/// <summary>Writes down what came of a call. The task to call that was due is done by it, and a new lead that was spoken to is contacted.</summary>
public sealed class LogCall(AppDb db, CallSearch search, CallOutcomes outcomes, Consents consents, CurrentUser user, IClock clock)
{
    private const int LongestDays = 365;

    /// <summary>What the form plans for somebody who wants no more calls.</summary>
    public const string Never = "never";

    public static IReadOnlyList<string> Fields { get; } = ["outcome", "note", "nextInDays", "noMoreCalls"];

    /// <summary><c>outcome</c>: reached, left_message, no_answer, not_interested or wrong_number. <c>nextInDays</c>: plans to call an open lead again, 1 to 365 days from today. <c>noMoreCalls</c>: they said so, and the ledger of consent keeps it.</summary>
    public sealed record Body(string Outcome, string? Note, int? NextInDays, bool? NoMoreCalls);

    /// <summary><paramref name="NextInDays"/>: null plans nothing.</summary>
    public sealed record Request(TaskOutcome? Outcome, string Note, int? NextInDays, bool NoMoreCalls, FormErrors Errors);

    public static async Task<IResult> FromPage(Guid id, LogCall log, ShowCallPanel panel, HttpContext context, Html html, CancellationToken ct)
    {
        var (typed, errors) = (await context.Request.ReadFormAsync(ct), new FormErrors());
        var request = new Request(CallOutcomes.Read(typed["outcome"], errors), TextRule.Read(PlainText.Lines(typed["note"]), "note", TextRule.Notes, errors) ?? "", typed["next"] == Never ? null : Days(typed["next"], errors), typed["next"] == Never, errors);
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
        var request = new Request(CallOutcomes.Read(json.Text("outcome"), errors), PlainText.Lines(json.Text("note", TextRule.Notes)), json.Number("nextInDays"), json.Flag("noMoreCalls") ?? false, errors);
        json.Finish();
        return (await log.Handle(id, request, ct)).Match(call => call.Ok(response), problem => problem.ToJson());
    }

    public Task<Result<Call>> Handle(Guid id, Request request, CancellationToken ct) => db.InTransaction<Result<Call>>(async () =>
    {
        if (await search.One(id, ct) is not { } seen) return new Problem.NotFound();
        if (request.NoMoreCalls) await HoldAll(seen, ct);
        var lead = await outcomes.Held(seen.LeadId, ct);
        var call = await db.Held<Call>(id).SingleAsync(ct);
        var now = clock.GetCurrentInstant();
        if (call.IsLive) return new Problem.Conflict("call_going_on", "The call is still going on.");
        if (request.NextInDays is < 1 or > LongestDays) request.Errors.Add("nextInDays", $"This is a number of days, 1 to {LongestDays}.");
        if (request is { NoMoreCalls: true, NextInDays: not null }) request.Errors.Add("nextInDays", "They want no more calls.");
        if (request.NoMoreCalls && call.Number.Length == 0) request.Errors.Add("noMoreCalls", "Nobody knows the number that they called from.");
        if (request.Errors.Any) return request.Errors.ToProblem();
        if (await outcomes.Say(call, lead, request.Outcome!.Value, request.Note, now, ct) is { } problem) return problem;
        if (request.NextInDays is { } days && outcomes.CallAgain(lead, days, now) is { } none) return none;
        if (request.NoMoreCalls) await consents.Record(new(ConsentChannel.Call, call.Number), new(IsGiven: false, ConsentHow.ByPhone, PlainText.Cut(PlainText.OneLine(request.Note), Consent.LongestWording)), user.Actor, now, ct);
        await db.SaveChangesAsync(ct);
        return call;
    }, ct);

    /// <summary>Every lead with the number leaves its cadence: they are held in their order, before the call is.</summary>
    private async Task HoldAll(Call call, CancellationToken ct)
    {
        var key = new ConsentAddress(ConsentChannel.Call, call.Number).Key;
        var ids = await db.ContactKeys.Where(k => k.Key == key && k.OwnerKind == SubjectKind.Lead).Select(k => k.OwnerId).ToListAsync(ct);
        if (call.LeadId is { } own) ids.Add(own);
        await db.HeldLeads([.. ids.Distinct()]).ToListAsync(ct);
    }

    private static int? Days(string? typed, FormErrors errors)
    {
        if (string.IsNullOrEmpty(typed)) return null;
        if (int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= LongestDays) return days;
        errors.Add("next", "Choose one of these.");
        return null;
    }
}
