using GarageDoorOS.Domain;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Integrations.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>Turns texts to leads off: the account and its token are gone.</summary>
public sealed class RemoveSmsAccount(AppDb db, SmsAccounts accounts, ShowSmsAccount show)
{
    /// <summary>Without <paramref name="Strict"/> the version is not asked for: it is off afterwards, whatever it said.</summary>
    public sealed record Request(int? Version, bool Strict);

    public static async Task<IResult> Form(AppDb db, HttpContext context, Html html, CancellationToken ct) =>
        await db.SmsAccounts.AnyAsync(ct) ? html.Page<RemoveSmsAccountDialog>(new { AsPage = !context.IsHtmx() }) : new Problem.NotFound().ToPage();

    public static async Task<IResult> FromPage(RemoveSmsAccount remove, HttpContext context, CancellationToken ct) => (await remove.Handle(new(null, Strict: false), ct)).Match(
        _ => Done.Answer(context, "Texts to leads are off.", IntegrationRoutes.SmsChanged, SwitchNurturing.Page),
        problem => problem.ToPage());

    public static async Task<IResult> FromApi(string? version, RemoveSmsAccount remove, HttpContext context, CancellationToken ct)
    {
        var sent = await Versions.OfDelete(context, version);
        var removed = sent.IsOk ? await remove.Handle(new(sent.Value, Strict: true), ct) : sent.Problem;
        return removed.Match(_ => Results.NoContent(), problem => problem.ToJson());
    }

    public Task<Result<SmsAccountJson>> Handle(Request request, CancellationToken ct) => db.InTransaction<Result<SmsAccountJson>>(async () =>
    {
        await db.LockIdentity(ct); // as who changes it
        if (await accounts.OfBusiness(ct) is not { } account) return new Problem.NotFound();
        if (request.Strict && Versions.Check(request.Version, strict: true, account, () => show.Of(account)) is { } problem) return problem;
        db.Remove(account);
        await db.SaveChangesAsync(ct);
        return show.Of(null);
    }, ct);
}
