using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Settings.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>Makes one entry of a list of two: all leads of the other move to it, each with a line in its story, and the other's name means it from now on.</summary>
public sealed class MergeChoices<TChoice>(AppDb db, ChoiceList<TChoice> list, LeadSettler settler, IClock clock) where TChoice : Choice
{
    /// <summary>What a program says of it: <c>otherId</c> goes into the one of the address.</summary>
    public sealed record Body(Guid OtherId);

    /// <summary><paramref name="Into"/> is the field that names the winner, where a form chose it.</summary>
    public sealed record Request(Guid? WinnerId, Guid? OtherId, string Into, FormErrors Errors);

    public static Task<IResult> Form(Guid id, MergeChoices<TChoice> merge, HttpContext context, Html html, CancellationToken ct) => merge.Draw(id, FormErrors.None, context, html, ct);

    public static async Task<IResult> FromPage(Guid id, [FromForm] string? into, MergeChoices<TChoice> merge, ChoiceList<TChoice> list, HttpContext context, Html html, CancellationToken ct)
    {
        var merged = await merge.Handle(new(Guid.TryParse(into, out var winner) ? winner : null, id, "into", new()), ct);
        if (merged.IsOk) return Done.Answer(context, $"All its leads are {merged.Value.Name} now.", SettingsRoutes.Changed, list.Words.Path);
        return merged.Problem is Problem.Invalid ? await merge.Draw(id, FormErrors.Of(merged.Problem), context, html, ct) : merged.Problem.ToPage();
    }

    public static async Task<IResult> FromApi(Guid id, JsonBody body, MergeChoices<TChoice> merge, ListChoices<TChoice> show, HttpResponse response, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var request = new Request(id, json.Id("otherId"), "otherId", errors);
        json.Finish();
        var merged = await merge.Handle(request, ct);
        return merged.IsOk ? ChoiceJson.Ok(response, (await show.One(id, ct))!) : merged.Problem.ToJson();
    }

    public async Task<Result<TChoice>> Handle(Request request, CancellationToken ct)
    {
        var merged = await db.InTransaction<Result<TChoice>>(async () =>
        {
            await db.LockIdentity(ct);
            var both = await list.All.Current().Where(c => c.Id == request.WinnerId || c.Id == request.OtherId).ToListAsync(ct);
            var (winner, other) = (both.Find(c => c.Id == request.WinnerId), both.Find(c => c.Id == request.OtherId));
            // The one in the address is there or it is not; the one that was chosen is a field.
            if ((request.Into == "otherId" ? winner : other) is null) return new Problem.NotFound();
            if (!request.Errors.Any && (winner is null || other is null || winner.Id == other.Id)) request.Errors.Add(request.Into, $"Choose another {list.Words.One} of your business.");
            if (request.Errors.Any) return request.Errors.ToProblem();

            foreach (var former in await list.All.Where(c => c.MergedIntoId == other!.Id).ToListAsync(ct)) former.PointTo(winner!);
            other!.MergeInto(winner!, clock.GetCurrentInstant());
            await db.SaveChangesAsync(ct);
            return winner!;
        }, ct);
        if (merged.IsOk) await settler.Soon(ct);
        return merged;
    }

    private async Task<IResult> Draw(Guid id, FormErrors errors, HttpContext context, Html html, CancellationToken ct)
    {
        var all = (await list.InOrder(ct)).Where(c => !c.IsFormer).ToList();
        if (all.Find(c => c.Id == id) is not { } choice) return new Problem.NotFound().ToPage();
        var others = all.Where(c => c.Id != id).Select(c => new Option(c.Id.ToString(), c.IsRetired ? c.Name + " (retired)" : c.Name));
        return html.Page<MergeChoicesDialog>(new { list.Words, choice.Id, choice.Name, Others = others.ToList(), Errors = errors, AsPage = !context.IsHtmx() }, errors.Any ? 422 : 200);
    }
}
