using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Settings.Components;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>Gives an entry of a list another name, on all its leads as well; what their stories said stays said, and the old name goes on meaning it.</summary>
public sealed class RenameChoice<TChoice>(AppDb db, ChoiceList<TChoice> list, LeadSettler settler, IClock clock) where TChoice : Choice
{
    /// <summary><paramref name="Strict"/>: any other version is refused; a page is refused only where the name itself was changed meanwhile.</summary>
    public sealed record Request(string? Name, int? Version, bool Strict, FormErrors Errors);

    public static async Task<IResult> Form(Guid id, ChoiceList<TChoice> list, HttpContext context, Html html, CancellationToken ct) =>
        await list.All.Current().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is { } choice
            ? html.Page<ChoiceDialog>(new { list.Words, choice.Id, choice.Version, choice.Name, AsPage = !context.IsHtmx() })
            : new Problem.NotFound().ToPage();

    public static async Task<IResult> FromPage(Guid id, [FromForm] string? name, [FromForm] int? version, RenameChoice<TChoice> rename, ChoiceList<TChoice> list, HttpContext context, Html html, CancellationToken ct)
    {
        var renamed = await rename.Handle(id, new(name, version, Strict: false, new()), ct);
        if (renamed.IsOk) return Done.Answer(context, $"It is {renamed.Value.Name} now, on all its leads.", SettingsRoutes.Changed, list.Words.Path);
        var theirs = renamed.Problem is Problem.Stale { Current: TChoice now } ? now : null;
        var errors = NameTaken.Errors(renamed.Problem);
        return theirs is null && !errors.Any
            ? renamed.Problem.ToPage()
            : html.Page<ChoiceDialog>(
                new { list.Words, Id = (Guid?)id, Version = theirs?.Version ?? version, Name = name, Theirs = theirs?.Name, Errors = errors, AsPage = !context.IsHtmx() },
                renamed.Problem is Problem.Invalid ? 422 : 409);
    }

    public static async Task<IResult> FromApi(Guid id, JsonBody body, RenameChoice<TChoice> rename, ListChoices<TChoice> show, HttpContext context, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors).ReadOnly("id", "leads", "retired", "position", "formerNames", "settling");
        var request = new Request(json.Text("name"), Versions.Sent(context.Request, json.Number("version")), Strict: true, errors);
        json.Finish();
        var renamed = await rename.Handle(id, request, ct);
        if (renamed.IsOk) return ChoiceJson.Ok(context.Response, (await show.One(id, ct))!);
        return (renamed.Problem is Problem.Stale ? new Problem.Stale((await show.One(id, ct))!) : renamed.Problem).ToJson();
    }

    public async Task<Result<TChoice>> Handle(Guid id, Request request, CancellationToken ct)
    {
        var renamed = await db.InTransaction<Result<TChoice>>(async () =>
        {
            await db.LockIdentity(ct);
            if (await list.All.Current().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } choice) return new Problem.NotFound();
            var name = NameTaken.Read(request.Name, request.Errors);
            if (Versions.Check(request.Version, request.Strict, choice, () => choice) is { } problem) return problem;
            if (request.Errors.Any) return request.Errors.ToProblem();
            if (request.Version != choice.Version && name != choice.Name) return new Problem.Stale(choice);
            if (await list.Free(name, id, ct) is { } taken) return taken;
            if (choice.Rename(name, clock.GetCurrentInstant()) is { } former) db.Add(former);
            await db.SaveChangesAsync(ct);
            return choice;
        }, ct);
        if (renamed.IsOk) await settler.Soon(ct);
        return renamed;
    }
}
