using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Makes a cadence, from nothing or from a ready one of the trade.</summary>
public sealed class CreateCadence(AppDb db, IClock clock)
{
    public sealed record Request(ReadCadence Read);

    public static async Task<IResult> Form(string? ready, CadenceForms forms, CancellationToken ct) => await forms.New(ready, ct);

    public static async Task<IResult> FromPage(HttpRequest request, CreateCadence create, CadenceForms forms, CancellationToken ct)
    {
        var form = CadenceForm.Of(await request.ReadFormAsync(ct));
        if (CadenceForms.Pressed(request) is { } pressed) return await forms.Draw(form.After(pressed), ct);
        var created = await create.Handle(new((_, lists, errors) => CadenceInput.FromForm(form, null, lists, errors)), ct);
        return created.IsOk ? Results.Redirect(CadenceRoutes.Page) : await forms.Refused(form, created.Problem, ct);
    }

    public static async Task<IResult> FromApi(JsonBody body, CreateCadence create, ListCadences list, HttpResponse response, CancellationToken ct)
    {
        var created = await create.Handle(new((_, lists, errors) => CadenceInput.FromJson(body, null, lists, errors)), ct);
        if (!created.IsOk) return created.Problem.ToJson();
        response.ETag(created.Value.Version);
        return TypedResults.Created($"/api/cadences/{created.Value.Id}", await list.One(created.Value.Id, ct));
    }

    public Task<Result<Cadence>> Handle(Request request, CancellationToken ct) => db.InTransaction<Result<Cadence>>(async () =>
    {
        await db.LockIdentity(ct);
        var errors = new FormErrors();
        var (facts, _, _) = request.Read(null, await CadenceLists.Of(db, ct), errors);
        if (errors.Any) return errors.ToProblem();
        if (await db.NameOfCadenceIsFree(facts.Name, null, ct) is { } taken) return taken;
        if (await db.Cadences.CountAsync(c => c.DeletedAt == null, ct) >= Cadence.Most) return NameTaken.Of($"A business has at most {Cadence.Most} cadences. Delete one first.");
        var cadence = Cadence.Write(db.BusinessId, facts, clock.GetCurrentInstant());
        db.Add(cadence);
        await db.SaveChangesAsync(ct);
        return cadence;
    }, ct);
}
