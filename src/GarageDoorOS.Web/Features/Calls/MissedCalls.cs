using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Ui.Records;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Calls;

/// <summary>What follows from a call that nobody took: somebody unknown is a lead from then on, a lead is to be called back at once, and gets a text where the business wants that. Saved by whoever calls.</summary>
public sealed class MissedCalls(AppDb db, CallLeads leads, Strangers strangers, LeadPost post, SendingGate gate, TellAssignee tell, CurrentBusiness business)
{
    /// <summary>Whoever calls five times in an hour does not get five texts.</summary>
    private static readonly Duration OneTextIn = Duration.FromDays(1);

    /// <summary><paramref name="lead"/>: held; null where whoever called is no lead.</summary>
    public async Task Follow(Call call, Lead? lead, Instant now, CancellationToken ct)
    {
        if (call.Number.Length == 0) return; // nobody can be called back
        if (lead is null && call.CustomerId is null) lead = await leads.Open(call, CallLeads.Missed, Actor.System, now, ct);
        if (lead is not null && call.LeadId is null) call.BelongTo(lead.Id);
        ISubject? subject = lead is not null ? lead : await db.Customers.SingleOrDefaultAsync(c => c.Id == call.CustomerId, ct);
        if (subject is not null) db.Note(subject, Actor.System, ActivityKinds.MissedCall, now, [new("call", CallText.Number(call, business.PhoneCountry), null)]);
        if (lead is null) return;
        await Plan(lead, now, ct);
        await tell.ThatItWaits(lead, NoticeKind.MissedCall, ct);
        await TextBack(lead, call.Number, now, ct);
    }

    private Task Plan(Lead lead, Instant now, CancellationToken ct)
    {
        var here = now.InZone(business.Zone).LocalDateTime;
        return strangers.PlanWord(lead, TaskKind.Call, "Call them back", new(here.Date, new(here.Hour, here.Minute)), now, ct);
    }

    /// <summary>At hours at which nothing may go by itself nothing goes: the call back stands among the tasks all the same.</summary>
    private async Task TextBack(Lead lead, string number, Instant now, CancellationToken ct)
    {
        if (await db.TelephonyAccounts.AsNoTracking().SingleOrDefaultAsync(ct) is not { TextBack: { Length: > 0 } text } account || !await db.CanWriteBy(MessageChannel.Text, ct)) return;
        var since = now - OneTextIn;
        // Whoever calls from a number that costs gets no money by it; nor does whoever calls from a thousand made-up ones: what is missed counts as what is placed does.
        var missed = await db.Calls.CountAsync(c => c.At > since && c.Direction == CallDirection.Inbound && c.End == CallEnd.Missed, ct);
        if (TollGuard.WhyNot(PhoneNumber.Read(number, business.PhoneCountry), account.Limits with { AreStopped = false }, new(missed, 0, 0), business.PhoneCountry) is not null) return;
        if (await gate.AskForAnswer(lead, number, now, ct) is not Verdict.Go) return;
        if (await db.LeadMessages.AnyAsync(m => m.Address == number && m.State != LeadMessageState.Received && m.At > since, ct)) return;
        post.Send(lead, LeadMessage.To(db.BusinessId, lead.Id, MessageChannel.Text, number, "", text, enrolmentId: null, Actor.System, now), Actor.System, now);
    }
}
