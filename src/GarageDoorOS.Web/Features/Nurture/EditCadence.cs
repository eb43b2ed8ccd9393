using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Changes the steps and rules of a cadence; the leads that are in it go on by the new ones, or leave it.</summary>
public sealed class EditCadence(AppDb db, IClock clock)
{
    /// <summary><paramref name="IfMatch"/> goes before the version that the input names. <paramref name="Strict"/>: any other version is refused outright.</summary>
    public sealed record Request(ReadCadence Read, int? IfMatch, bool Strict);

    public static async Task<IResult> Form(Guid id, CadenceForms forms, CancellationToken ct) => await forms.Edit(id, ct);

    public static async Task<IResult> FromPage(Guid id, HttpRequest request, EditCadence edit, CadenceForms forms, CancellationToken ct)
    {
        var form = CadenceForm.Of(await request.ReadFormAsync(ct), id);
        if (CadenceForms.Pressed(request) is { } pressed) return await forms.Draw(form.After(pressed), ct);
        var edited = await edit.Handle(id, new((now, lists, errors) => CadenceInput.FromForm(form, now, lists, errors), null, Strict: false), ct);
        return edited.IsOk ? Results.Redirect(CadenceRoutes.Page) : await forms.Refused(form, edited.Problem, ct);
    }

    public static async Task<IResult> FromApi(Guid id, JsonBody body, EditCadence edit, ListCadences list, HttpContext context, CancellationToken ct)
    {
        var edited = await edit.Handle(id, new((now, lists, errors) => CadenceInput.FromJson(body, now, lists, errors), Versions.Sent(context.Request), Strict: true), ct);
        if (edited.IsOk) return CadenceJson.Ok(context.Response, (await list.One(id, ct))!);
        return (edited.Problem is Problem.Stale ? new Problem.Stale((await list.One(id, ct))!) : edited.Problem).ToJson();
    }

    public Task<Result<Cadence>> Handle(Guid id, Request request, CancellationToken ct) => db.InTransaction<Result<Cadence>>(async () =>
    {
        await db.LockIdentity(ct);
        if (await db.Held<Cadence>(id).SingleOrDefaultAsync(c => c.DeletedAt == null, ct) is not { } cadence) return new Problem.NotFound();
        var errors = new FormErrors();
        var (facts, takesLeadsOut, sent) = request.Read(cadence, await CadenceLists.Of(db, ct), errors);
        if (errors.Has("version")) return errors.ToProblem();
        var version = request.IfMatch ?? sent;
        if (Versions.Check(version, request.Strict, cadence, () => cadence) is { } problem) return problem;
        if (errors.Any) return errors.ToProblem();
        if (version != cadence.Version) return new Problem.Stale(cadence);
        if (await db.NameOfCadenceIsFree(facts.Name, id, ct) is { } taken) return taken;
        var now = clock.GetCurrentInstant();
        cadence.Become(facts, now);
        if (takesLeadsOut) cadence.Empty(now);
        await db.SaveChangesAsync(ct);
        return cadence;
    }, ct);
}
