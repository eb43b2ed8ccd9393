using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>Puts a lost reason at another place of the list that the closing dialog shows.</summary>
public sealed class PlaceLostReason(AppDb db)
{
    /// <summary>From 0; what is beyond the end is the end.</summary>
    public sealed record Body(int Position);

    /// <summary>A place from 0, or so many places further <paramref name="Down"/>.</summary>
    public sealed record Request(int? Position, int Down, FormErrors Errors);

    public static async Task<IResult> FromPage(Guid id, [FromForm] string? to, PlaceLostReason place, ChoiceList<LostReason> list, HttpContext context, CancellationToken ct) =>
        (await place.Handle(id, new(null, to == "up" ? -1 : 1, new()), ct)).Match(
            reason => Done.Answer(context, $"{reason.Name} moved {(to == "up" ? "up" : "down")}.", SettingsRoutes.Changed, list.Words.Path),
            problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, JsonBody body, PlaceLostReason place, ListChoices<LostReason> show, HttpResponse response, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var position = json.Number("position");
        if (position is null or < 0 && !errors.Has("position")) errors.Add("position", "Say the place in the list, from 0.");
        json.Finish();
        var placed = await place.Handle(id, new(position, 0, errors), ct);
        return placed.IsOk ? ChoiceJson.Ok(response, (await show.One(id, ct))!) : placed.Problem.ToJson();
    }

    public Task<Result<LostReason>> Handle(Guid id, Request request, CancellationToken ct) => db.InTransaction<Result<LostReason>>(async () =>
    {
        await db.LockIdentity(ct);
        var reasons = await db.LostReasons.Current().OrderBy(r => r.RetiredAt != null).ThenBy(r => r.Position).ThenBy(r => r.Id).ToListAsync(ct);
        if (reasons.Find(r => r.Id == id) is not { } reason) return new Problem.NotFound();
        if (request.Errors.Any) return request.Errors.ToProblem();
        var at = reasons.IndexOf(reason);
        reasons.RemoveAt(at);
        reasons.Insert(Math.Clamp(request.Position ?? at + request.Down, 0, reasons.Count), reason);
        foreach (var (position, one) in reasons.Index()) one.StandAt(position);
        await db.SaveChangesAsync(ct);
        return reason;
    }, ct);
}
