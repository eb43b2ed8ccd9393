using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Integrations.Telephony;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Calls;

/// <summary>Hangs up a call of one's own.</summary>
public sealed class EndCall(AppDb db, TelephonyAccounts accounts, ITelephony telephony, CurrentUser user, IClock clock)
{
    public static async Task<IResult> FromPage(Guid id, EndCall end, HttpContext context, CancellationToken ct)
    {
        var ended = await end.Handle(id, ct);
        return ended.IsOk ? Done.Quietly(context, CallRoutes.Changed, CallRoutes.Log) : ended.Problem.ToPage();
    }

    public async Task<Result<Call>> Handle(Guid id, CancellationToken ct)
    {
        if (await db.Calls.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.MemberId == user.MemberId, ct) is not { } call) return new Problem.NotFound();
        if (!call.IsLive) return call;
        if (call.State == CallState.Placing) return new Problem.Conflict("call_being_placed", "It is being placed at this moment. Try again in a second.");
        if (call.VendorId is { } vendorId && await accounts.OfBusiness(ct) is { } account && accounts.SettingsOf(account) is { } settings)
            try
            {
                await telephony.HangUp(settings, vendorId, ct);
            }
            catch (TelephonyFailed failed)
            {
                return new Problem.Conflict("not_hung_up", $"{failed.Message} Hang up on your phone.");
            }
        return await db.InTransaction<Result<Call>>(async () =>
        {
            var held = await db.Held<Call>(id).SingleAsync(ct);
            // Whether they talked is known here as well as at the vendor; that it was called off before it was placed is known here alone.
            held.Hear(new(CallState.Ended, held.State == CallState.Talking ? CallEnd.Talked : CallEnd.HungUp), clock.GetCurrentInstant());
            await db.SaveChangesAsync(ct);
            return held;
        }, ct);
    }
}
