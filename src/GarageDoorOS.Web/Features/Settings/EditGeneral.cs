using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Settings.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>Changes what a business says of itself: its name, zone, currency, country and hours. It holds from the next request on, everywhere.</summary>
public sealed class EditGeneral(AppDb db)
{
    private const string Page = "/settings/general";

    /// <summary><paramref name="IfMatch"/> goes before the version that the input names. <paramref name="Strict"/>: any other version is refused outright.</summary>
    public sealed record Request(ReadGeneral Read, int? IfMatch, bool Strict);

    /// <summary>What somebody else made of it since the form was opened, and what this one wants.</summary>
    public sealed record Clash(Business Now, BusinessSettings Mine);

    public static async Task<IResult> Form(string? saved, AppDb db, Html html, CancellationToken ct) =>
        html.Page<GeneralPage>(new { Form = GeneralPage.Model.Of(await Here(db).AsNoTracking().SingleAsync(ct)), IsSaved = saved is not null });

    public static async Task<IResult> Show(AppDb db, HttpResponse response, CancellationToken ct) => GeneralJson.Ok(response, await Here(db).AsNoTracking().SingleAsync(ct));

    public static async Task<IResult> FromPage(HttpRequest request, EditGeneral edit, Html html, CancellationToken ct)
    {
        var typed = await request.ReadFormAsync(ct);
        var edited = await edit.Handle(new((now, errors) => GeneralInput.FromForm(typed, now, errors), null, Strict: false), ct);
        if (edited.IsOk) return Results.Redirect(Page + "?saved=yes");
        if (edited.Problem is Problem.Stale { Current: Clash clash }) return html.Page<GeneralPage>(new { Form = GeneralPage.Model.Of(clash) }, 409);
        return NameTaken.Errors(edited.Problem) is { Any: true } errors
            ? html.Page<GeneralPage>(new { Form = GeneralPage.Model.Of(typed), Errors = errors }, edited.Problem is Problem.Conflict ? 409 : 422)
            : edited.Problem.ToPage();
    }

    public static async Task<IResult> FromApi(JsonBody body, EditGeneral edit, HttpContext context, CancellationToken ct) =>
        (await edit.Handle(new((now, errors) => GeneralInput.FromJson(body, now, errors), Versions.Sent(context.Request), Strict: true), ct)).Match(
            business => GeneralJson.Ok(context.Response, business),
            problem => problem.ToJson());

    public async Task<Result<Business>> Handle(Request request, CancellationToken ct)
    {
        try
        {
            return await db.InTransaction<Result<Business>>(async () =>
            {
                await db.LockIdentity(ct);
                var business = await Here(db).SingleAsync(ct);
                var errors = new FormErrors();
                var (settings, sent) = request.Read(business.Settings, errors);
                if (errors.Has("version")) return errors.ToProblem();
                var version = request.IfMatch ?? sent;
                if (Versions.Check(version, request.Strict, business, () => GeneralJson.Of(business)) is { } problem) return problem;
                if (errors.Any) return errors.ToProblem();
                if (version != business.Version && settings != business.Settings) return new Problem.Stale(new Clash(business, settings));

                var key = Business.KeyOf(settings.Name);
                if (await db.Businesses.AnyAsync(b => b.NameKey == key && b.Id != business.Id, ct)) return Taken(settings.Name);
                business.Take(settings);
                await db.SaveChangesAsync(ct);
                return business;
            }, ct);
        }
        catch (DbUpdateException taken) when (db.IsUniqueViolation(taken))
        {
            // Two businesses took the name at the same moment: the locks of two businesses do not meet.
            return Taken("this name");
        }
    }

    private static Problem.Conflict Taken(string name) => NameTaken.Of($"Another business here is called {name}.");

    private static IQueryable<Business> Here(AppDb db) => db.Businesses.Where(b => b.Id == db.BusinessId);
}
