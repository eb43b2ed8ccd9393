using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Calls;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Integrations.Telephony.Twilio;

/// <summary>
/// What Twilio asks while somebody calls the business: what to do with the call, whether whoever picked up takes it, and what is next once nobody rings or talks any more. Each question may come twice, and is
/// answered alike.
/// </summary>
internal sealed class TwilioIncoming(AppDb db, TelephonyAccounts accounts, TakeCall take, TakeCallNews news, CallParties parties, CallHooks hooks, CurrentBusiness business, PublicUrl urls)
{
    private const string Sorry = "We are sorry, nobody can take your call right now. We will call you back.";

    public static async Task<IResult> Voice(Guid businessId, HttpRequest request, TwilioIncoming incoming, CancellationToken ct)
    {
        if (await incoming.Signed(businessId, request, ct) is not { } form) return TwilioCallHooks.Refused;
        return TwilioCallWords.Incoming(form) is var (id, from) ? await incoming.Ring(id, from, ct) : Results.NotFound();
    }

    public static async Task<IResult> Answer(Guid businessId, Guid? call, Guid? member, HttpRequest request, TwilioIncoming incoming, CancellationToken ct)
    {
        if (await incoming.Signed(businessId, request, ct) is not { } form) return TwilioCallHooks.Refused;
        return call is { } id && member is { } who && await incoming.Call(id, ct) is { } ringing ? await incoming.Ask(ringing, who, TwilioCallWords.IsKey(form), ct) : Results.NotFound();
    }

    public static async Task<IResult> Over(Guid businessId, Guid? call, HttpRequest request, TwilioIncoming incoming, CancellationToken ct)
    {
        if (await incoming.Signed(businessId, request, ct) is not { } form) return TwilioCallHooks.Refused;
        return call is { } id && await incoming.Call(id, ct) is { } over ? await incoming.End(over, TwilioCallWords.IsThere(form), ct) : Results.NotFound();
    }

    private Task<IFormCollection?> Signed(Guid businessId, HttpRequest request, CancellationToken ct) => TwilioCallHooks.Signed(businessId, request, db, accounts, urls, ct);

    private Task<Call?> Call(Guid id, CancellationToken ct) => db.Calls.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.Direction == CallDirection.Inbound, ct);

    private async Task<IResult> Ring(string vendorId, string from, CancellationToken ct)
    {
        var taken = await take.Handle(from, vendorId, ct);
        db.ChangeTracker.Clear();
        if (taken.Phones.Count == 0) return await End(taken.Call, isThere: true, ct);
        var recording = await Records(ct) ? hooks.Recording(taken.Call) : null;
        return Markup(TwilioMarkup.Ring(taken.Phones.Select(phone => (phone.Number, hooks.Answer(taken.Call, phone.MemberId))), hooks.Over(taken.Call), recording));
    }

    private async Task<IResult> Ask(Call call, Guid member, bool isKey, CancellationToken ct)
    {
        if (!isKey) return Markup(TwilioMarkup.Ask($"A call for {business.Name}, from {(await parties.Of(call, ct))?.Title ?? "somebody new"}. Press any key to take it."));
        return Markup(await news.TakenBy(call.Id, member, ct) ? TwilioMarkup.Join(await Records(ct)) : TwilioMarkup.Goodbye("Somebody else has taken this call."));
    }

    private async Task<IResult> End(Call call, bool isThere, CancellationToken ct)
    {
        await news.Handle(call.Id, new(CallState.Ended), ct);
        var wasMissed = await db.Calls.AnyAsync(c => c.Id == call.Id && c.End == CallEnd.Missed, ct);
        return Markup(TwilioMarkup.Goodbye(wasMissed && isThere ? Sorry : null));
    }

    private Task<bool> Records(CancellationToken ct) => db.TelephonyAccounts.AnyAsync(a => a.Records, ct);

    private static IResult Markup(string markup) => Results.Text(markup, "text/xml");
}

internal static class TwilioIncomingRoutes
{
    public static void MapTwilioIncoming(this IEndpointRouteBuilder hooks)
    {
        hooks.MapPost("/voice", TwilioIncoming.Voice).OpenTo(Who.Everyone);
        hooks.MapPost("/answer", TwilioIncoming.Answer).OpenTo(Who.Everyone);
        hooks.MapPost("/over", TwilioIncoming.Over).OpenTo(Who.Everyone);
    }
}
