using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.LeadMessages;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Integrations.Mail.Mailgun;

/// <summary>Where Mailgun calls: with what leads answered, and with what became of our mails. Whatever it did not sign with the key of that business is refused, always in the same way.</summary>
internal static class MailgunHooks
{
    /// <summary>Mailgun takes mails of 25 MB, and brings their pictures along, which are not kept.</summary>
    private const long MaxMailBytes = 27 * 1024 * 1024;

    private const long MaxNewsBytes = 256 * 1024;

    /// <summary>Signed with by nobody: where there is no key, as much is worked out.</summary>
    private const string NoKey = "0123456789abcdef0123456789abcdef";

    public static void MapMailgunHooks(this IEndpointRouteBuilder app)
    {
        var hooks = app.MapGroup(MailHooks.Root + "/{businessId:guid}").RequireRateLimiting(Rates.Hooks).WithMetadata(new SignedOutside());
        hooks.MapPost("/inbound", Inbound).WithMetadata(new RequestSizeLimitAttribute(MaxMailBytes)).OpenTo(Who.Everyone);
        hooks.MapPost("/status", Status).WithMetadata(new RequestSizeLimitAttribute(MaxNewsBytes)).OpenTo(Who.Everyone);
    }

    private static async Task<IResult> Inbound(Guid businessId, HttpRequest request, AppDb db, MailAccounts accounts, IClock clock, TakeInbound take, CancellationToken ct)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync(ct) : FormCollection.Empty;
        if (await Signed(businessId, new(form["timestamp"], form["token"], form["signature"]), db, accounts, clock, ct) is not { } ours) return Refused();
        if (MailgunWords.Inbound(form, ours) is { } message) await take.Handle(message, ct);
        return Taken();
    }

    private static async Task<IResult> Status(Guid businessId, HttpRequest request, AppDb db, MailAccounts accounts, IClock clock, TakeDelivery take, CancellationToken ct)
    {
        var call = await MailgunNews.Read(request, ct);
        if (await Signed(businessId, call.Signature, db, accounts, clock, ct) is null) return Refused();
        if (call.InOurWords() is { } news) await take.Handle(news, ct);
        return Taken();
    }

    /// <summary>The address that the business writes from, where Mailgun has signed the call: then the business has been entered.</summary>
    private static async Task<string?> Signed(Guid businessId, MailgunSignature signature, AppDb db, MailAccounts accounts, IClock clock, CancellationToken ct)
    {
        var business = await db.Businesses.AsNoTracking().SingleOrDefaultAsync(b => b.Id == businessId, ct);
        if (business is not null) await db.Enter(business, ct);
        var account = await accounts.OfBusiness(ct);
        var key = business is not null && account is not null ? accounts.InboundKeyOf(account) : null;
        var isGenuine = signature.IsGenuine(key ?? NoKey, clock.GetCurrentInstant());
        return isGenuine && key is not null ? account!.FromAddress : null;
    }

    /// <summary>Whatever is not 200 Mailgun brings again.</summary>
    private static IResult Taken() => Results.Text("", "text/plain");

    private static IResult Refused() => Results.Text("", "text/plain", statusCode: StatusCodes.Status403Forbidden);
}
