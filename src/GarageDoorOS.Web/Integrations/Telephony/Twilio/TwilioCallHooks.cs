using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Calls;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Integrations.Telephony.Twilio;

/// <summary>Where Twilio tells how a call goes on. Whatever it did not sign with the token of that business is refused, always in the same way.</summary>
internal static class TwilioCallHooks
{
    private const long MaxBodyBytes = 64 * 1024;

    public static void MapTwilioCallHooks(this IEndpointRouteBuilder app)
    {
        var hooks = app.MapGroup(CallHooks.Root + "/{businessId:guid}").RequireRateLimiting(Rates.Hooks).WithMetadata(new SignedOutside(), new RequestSizeLimitAttribute(MaxBodyBytes));
        hooks.MapPost("/status", Status).OpenTo(Who.Everyone);
        hooks.MapTwilioIncoming();
    }

    private static async Task<IResult> Status(Guid businessId, Guid? call, string? leg, HttpRequest request, AppDb db, TelephonyAccounts accounts, PublicUrl urls, TakeCallNews take, CancellationToken ct)
    {
        if (await Signed(businessId, request, db, accounts, urls, ct) is not { } form) return Refused;
        if (call is not { } id) return Results.NotFound();
        if (TwilioCallWords.Read(form, isTheirLeg: leg == "them") is { } news && !await take.Handle(id, news, ct)) return Results.NotFound();
        return Results.NoContent();
    }

    internal static IResult Refused => Results.Text("", "text/plain", statusCode: StatusCodes.Status403Forbidden);

    /// <summary>What was sent, where Twilio has signed it: then the business has been entered.</summary>
    internal static async Task<IFormCollection?> Signed(Guid businessId, HttpRequest request, AppDb db, TelephonyAccounts accounts, PublicUrl urls, CancellationToken ct)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync(ct) : FormCollection.Empty;
        var business = await db.Businesses.AsNoTracking().SingleOrDefaultAsync(b => b.Id == businessId, ct);
        if (business is not null) await db.Enter(business, ct);
        var account = await accounts.OfBusiness(ct);
        var token = business is not null && account is { Vendor: TelephonyVendor.Twilio } ? accounts.SettingsOf(account)?.Secret : null;
        return TwilioSignature.IsOf(request, form, token, urls) ? form : null;
    }
}
