using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.LeadMessages.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.LeadMessages;

/// <summary>
/// Ends mails to an address by one press, without signing in (RFC 8058): mail programs press by themselves, people on a page. Looking at the page ends
/// nothing, for programs look at every link in a mail.
/// </summary>
public sealed class Unsubscribe(AppDb db, UnsubscribeLinks links, Consents consents, IClock clock)
{
    public sealed record Ended(string Business, string Address, bool IsOver);

    public static async Task<IResult> Form(string token, Unsubscribe unsubscribe, Html html, CancellationToken ct) =>
        (await unsubscribe.Handle(token, ends: false, ct)).Match(found => html.Page<UnsubscribePage>(new { Ended = found, Token = token }), problem => problem.ToPage());

    public static async Task<IResult> FromPage(string token, Unsubscribe unsubscribe, Html html, CancellationToken ct) =>
        (await unsubscribe.Handle(token, ends: true, ct)).Match(found => html.Page<UnsubscribePage>(new { Ended = found, Token = token }), problem => problem.ToPage());

    public async Task<Result<Ended>> Handle(string token, bool ends, CancellationToken ct)
    {
        if (links.Read(token) is not var (businessId, messageId) || await db.Businesses.AsNoTracking().SingleOrDefaultAsync(b => b.Id == businessId, ct) is not { } business) return new Problem.NotFound();
        await db.Enter(business, ct);
        return await db.InTransaction<Result<Ended>>(async () =>
        {
            var address = await db.LeadMessages.Where(m => m.Id == messageId && m.Channel == MessageChannel.Email).Select(m => m.Address).SingleOrDefaultAsync(ct);
            if (address is null) return new Problem.NotFound();
            if (ends) await db.LockIdentity(ct);
            if (await consents.Of(new(ConsentChannel.Email, address), ct) is { IsGiven: false }) return new Ended(business.Name, address, IsOver: true);
            if (!ends) return new Ended(business.Name, address, IsOver: false);
            await consents.Record(new(ConsentChannel.Email, address), new(IsGiven: false, ConsentHow.UnsubscribeLink), Actor.System, clock.GetCurrentInstant(), ct);
            await db.SaveChangesAsync(ct);
            return new Ended(business.Name, address, IsOver: true);
        }, ct);
    }
}
