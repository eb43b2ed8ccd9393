using GarageDoorOS.Domain;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Integrations.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>Turns calling off: the account and its secret are gone. Calls that there were stay in the log.</summary>
public sealed class RemoveTelephonyAccount(AppDb db, TelephonyAccounts accounts, ShowTelephonyAccount show)
{
    /// <summary>Without <paramref name="Strict"/> the version is not asked for: it is off afterwards, whatever it said.</summary>
    public sealed record Request(int? Version, bool Strict);

    public static async Task<IResult> Form(AppDb db, HttpContext context, Html html, CancellationToken ct) =>
        await db.TelephonyAccounts.AnyAsync(ct) ? html.Page<RemoveTelephonyAccountDialog>(new { AsPage = !context.IsHtmx() }) : new Problem.NotFound().ToPage();

    public static async Task<IResult> FromPage(RemoveTelephonyAccount remove, HttpContext context, CancellationToken ct) => (await remove.Handle(new(null, Strict: false), ct)).Match(
        _ => Done.Answer(context, "Calling is off.", IntegrationRoutes.TelephonyChanged, SwitchNurturing.Page),
        problem => problem.ToPage());

    public static async Task<IResult> FromApi(string? version, RemoveTelephonyAccount remove, HttpContext context, CancellationToken ct)
    {
        var sent = await Versions.OfDelete(context, version);
        var removed = sent.IsOk ? await remove.Handle(new(sent.Value, Strict: true), ct) : sent.Problem;
        return removed.Match(_ => Results.NoContent(), problem => problem.ToJson());
    }

    public Task<Result<TelephonyAccountJson>> Handle(Request request, CancellationToken ct) => db.InTransaction<Result<TelephonyAccountJson>>(async () =>
    {
        await db.LockIdentity(ct); // as who changes it
        if (await accounts.OfBusiness(ct) is not { } account) return new Problem.NotFound();
        if (request.Strict && Versions.Check(request.Version, strict: true, account, () => show.Of(account)) is { } problem) return problem;
        db.Remove(account);
        (await db.Businesses.SingleAsync(b => b.Id == db.BusinessId, ct)).Call(false);
        await db.SaveChangesAsync(ct);
        return show.Of(null);
    }, ct);
}
