using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Audit;
using GarageDoorOS.Web.Features.Account.Components;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Mvc;

namespace GarageDoorOS.Web.Features.Account;

/// <summary>Ten new recovery codes, shown once; the old ones are good no more.</summary>
public sealed class RenewRecoveryCodes(AppDb db, OwnProof proof, SecondFactors factors, CurrentUser user, AuditDoor audit)
{
    private const string Text = "The codes you have now are good no more, and ten new ones are shown once.";

    public sealed record Response(IReadOnlyList<string> Codes);

    public static IResult Form(Html html) => Page(html, null);

    public static async Task<IResult> FromPage([FromForm(Name = OwnProof.Field)] string? typed, RenewRecoveryCodes renew, Html html, CancellationToken ct)
    {
        var result = await renew.Handle(typed ?? "", ct);
        if (!result.IsOk) return result.Problem is Problem.Invalid ? Page(html, FormErrors.Of(result.Problem)) : result.Problem.ToPage();
        return html.Page<RecoveryCodesPage>(new { Codes = result.Value.Codes, Title = "Your new recovery codes" });
    }

    public async Task<Result<Response>> Handle(string typed, CancellationToken ct)
    {
        if (!user.HasSecondFactor) return new Problem.NotFound();
        var proven = await proof.Of(typed, ct);
        if (!proven.IsOk) return proven.Problem;
        var codes = await db.InTransaction(() => factors.NewRecoveryCodes(proven.Value), ct);
        await audit.GuardChanged(proven.Value.Id, new("recoveryCodes", null, null), user.Address);
        return new Response(codes);
    }

    private static IResult Page(Html html, FormErrors? errors) => html.Page<ProofPage>(new
    {
        Title = "New recovery codes",
        Text,
        Action = AccountRoutes.Page + "/recovery-codes",
        Submit = "Make new codes",
        Errors = errors ?? FormErrors.None,
    }, errors is null ? 200 : 422);
}
