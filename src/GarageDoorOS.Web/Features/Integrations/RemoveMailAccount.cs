using GarageDoorOS.Domain;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Integrations.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>Turns e-mail to leads off: the account and its secrets are gone.</summary>
public sealed class RemoveMailAccount(AppDb db, MailAccounts accounts, ShowMailAccount show)
{
    /// <summary>Without <paramref name="Strict"/> the version is not asked for: it is off afterwards, whatever it said.</summary>
    public sealed record Request(int? Version, bool Strict);

    public static async Task<IResult> Form(AppDb db, HttpContext context, Html html, CancellationToken ct) =>
        await db.MailAccounts.AnyAsync(ct) ? html.Page<RemoveMailAccountDialog>(new { AsPage = !context.IsHtmx() }) : new Problem.NotFound().ToPage();

    public static async Task<IResult> FromPage(RemoveMailAccount remove, HttpContext context, CancellationToken ct) => (await remove.Handle(new(null, Strict: false), ct)).Match(
        _ => Done.Answer(context, "E-mail to leads is off.", IntegrationRoutes.MailChanged, SwitchNurturing.Page),
        problem => problem.ToPage());

    public static async Task<IResult> FromApi(string? version, RemoveMailAccount remove, HttpContext context, CancellationToken ct)
    {
        var sent = await Versions.OfDelete(context, version);
        var removed = sent.IsOk ? await remove.Handle(new(sent.Value, Strict: true), ct) : sent.Problem;
        return removed.Match(_ => Results.NoContent(), problem => problem.ToJson());
    }

    public Task<Result<MailAccountJson>> Handle(Request request, CancellationToken ct) => db.InTransaction<Result<MailAccountJson>>(async () =>
    {
        await db.LockIdentity(ct); // as who changes it
        if (await accounts.OfBusiness(ct) is not { } account) return new Problem.NotFound();
        if (request.Strict && Versions.Check(request.Version, strict: true, account, () => show.Of(account)) is { } problem) return problem;
        db.Remove(account);
        await db.SaveChangesAsync(ct);
        return show.Of(null);
    }, ct);
}
