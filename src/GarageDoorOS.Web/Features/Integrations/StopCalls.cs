using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Mvc;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>Stops all calls of the business with one press, or lets them go on; whatever else somebody changes at this moment.</summary>
public sealed class StopCalls(AppDb db, TelephonyAccounts accounts)
{
    public static async Task<IResult> FromPage([FromForm] string? stopped, StopCalls stop, CancellationToken ct) =>
        (await stop.Handle(stopped == "yes", ct)).Match(_ => Results.Redirect(IntegrationRoutes.Telephony), problem => problem.ToPage());

    public Task<Result<bool>> Handle(bool areStopped, CancellationToken ct) => db.InTransaction<Result<bool>>(async () =>
    {
        await db.LockIdentity(ct); // as who changes the account
        if (await accounts.OfBusiness(ct) is not { } account) return new Problem.NotFound();
        account.Become(account.Facts with { Limits = account.Limits with { AreStopped = areStopped } }, newSecret: null);
        await db.SaveChangesAsync(ct);
        return areStopped;
    }, ct);
}
