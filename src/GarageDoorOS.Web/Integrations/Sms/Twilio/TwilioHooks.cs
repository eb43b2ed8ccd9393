using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.LeadMessages;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Integrations.Sms.Twilio;

/// <summary>Where Twilio calls: with what leads answered, and with what became of our texts. Whatever it did not sign with the token of that business is refused, always in the same way.</summary>
internal static class TwilioHooks
{
    private const long MaxBodyBytes = 64 * 1024;

    public static void MapTwilioHooks(this IEndpointRouteBuilder app)
    {
        var hooks = app.MapGroup(SmsHooks.Root + "/{businessId:guid}").RequireRateLimiting(Rates.Hooks).WithMetadata(new SignedOutside(), new RequestSizeLimitAttribute(MaxBodyBytes));
        hooks.MapPost("/inbound", Inbound).OpenTo(Who.Everyone);
        hooks.MapPost("/status", Status).OpenTo(Who.Everyone);
    }

    private static async Task<IResult> Inbound(Guid businessId, HttpRequest request, AppDb db, SmsAccounts accounts, PublicUrl urls, TakeInbound take, CancellationToken ct)
    {
        if (await Signed(businessId, request, db, accounts, urls, ct) is not { } form) return Refused();
        if (TwilioWords.Inbound(form) is { } message) await take.Handle(message, ct);
        return Results.Text("<Response/>", "text/xml"); // nothing to be answered by itself
    }

    private static async Task<IResult> Status(Guid businessId, string? message, HttpRequest request, AppDb db, SmsAccounts accounts, PublicUrl urls, TakeDelivery take, CancellationToken ct)
    {
        if (await Signed(businessId, request, db, accounts, urls, ct) is not { } form) return Refused();
        if (TwilioWords.Delivery(form, message) is { } news) await take.Handle(news, ct);
        return Results.NoContent();
    }

    /// <summary>What was sent, where Twilio has signed it: then the business has been entered.</summary>
    private static async Task<IFormCollection?> Signed(Guid businessId, HttpRequest request, AppDb db, SmsAccounts accounts, PublicUrl urls, CancellationToken ct)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync(ct) : FormCollection.Empty;
        var business = await db.Businesses.AsNoTracking().SingleOrDefaultAsync(b => b.Id == businessId, ct);
        if (business is not null) await db.Enter(business, ct);
        var account = await accounts.OfBusiness(ct);
        var token = business is not null && account is { Vendor: SmsVendor.Twilio } ? accounts.SettingsOf(account)?.Token : null;
        return TwilioSignature.IsOf(request, form, token, urls) ? form : null;
    }

    private static IResult Refused() => Results.Text("", "text/plain", statusCode: StatusCodes.Status403Forbidden);
}
