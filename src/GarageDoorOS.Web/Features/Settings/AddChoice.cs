using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Settings.Components;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Mvc;
using NodaTime;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>Adds an entry to a list of the business.</summary>
public sealed class AddChoice<TChoice>(AppDb db, ChoiceList<TChoice> list, IClock clock) where TChoice : Choice
{
    public sealed record Request(string? Name, FormErrors Errors);

    public static IResult Form(ChoiceList<TChoice> list, HttpContext context, Html html) => html.Page<ChoiceDialog>(new { list.Words, AsPage = !context.IsHtmx() });

    public static async Task<IResult> FromPage([FromForm] string? name, AddChoice<TChoice> add, ChoiceList<TChoice> list, HttpContext context, Html html, CancellationToken ct)
    {
        var added = await add.Handle(new(name, new()), ct);
        if (added.IsOk) return Done.Answer(context, $"{added.Value.Name} was added.", SettingsRoutes.Changed, list.Words.Path);
        return html.Page<ChoiceDialog>(new { list.Words, Name = name, Errors = NameTaken.Errors(added.Problem), AsPage = !context.IsHtmx() }, added.Problem is Problem.Conflict ? 409 : 422);
    }

    public static async Task<IResult> FromApi(JsonBody body, AddChoice<TChoice> add, ListChoices<TChoice> show, ChoiceList<TChoice> list, HttpResponse response, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var request = new Request(json.Text("name"), errors);
        json.Finish();
        var added = await add.Handle(request, ct);
        if (!added.IsOk) return added.Problem.ToJson();
        response.ETag(added.Value.Version);
        return TypedResults.Created($"/api{list.Words.Path.Replace("/settings", "", StringComparison.Ordinal)}/{added.Value.Id}", await show.One(added.Value.Id, ct));
    }

    public Task<Result<TChoice>> Handle(Request request, CancellationToken ct) => db.InTransaction<Result<TChoice>>(async () =>
    {
        var name = NameTaken.Read(request.Name, request.Errors);
        if (request.Errors.Any) return request.Errors.ToProblem();
        await db.LockIdentity(ct);
        if (await list.Free(name, null, ct) is { } taken) return taken;
        var choice = await list.Make(name, clock.GetCurrentInstant(), ct);
        db.Add(choice);
        await db.SaveChangesAsync(ct);
        return choice;
    }, ct);
}
