using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Ui.Records;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data.Seed;

/// <summary>Some leads of the demo business were called. Its account for calls only pretends: no phone rings, and a call lives and ends all the same.</summary>
internal static class DemoCalls
{
    private const string Number = "+15125550100";

    private static readonly (TaskOutcome? Outcome, int? Seconds, CallEnd End, string Note)[] Calls =
    [
        (null, 94, CallEnd.Talked, ""),
        (TaskOutcome.Reached, 312, CallEnd.Talked, "Two doors, wants them insulated. Measures on Thursday."),
        (TaskOutcome.LeftMessage, 21, CallEnd.Talked, "Voicemail: call us back before five."),
        (TaskOutcome.NoAnswer, null, CallEnd.NoAnswer, ""),
        (TaskOutcome.Reached, 127, CallEnd.Talked, "Spring broke this morning; the car is inside."),
    ];

    public static async Task Add(AppDb db, IReadOnlyList<Named> team, Actor by, Instant now, CancellationToken ct)
    {
        db.Add(TelephonyAccount.SetUp(db.BusinessId, TelephonyFacts.None with { Vendor = TelephonyVendor.Pretend, Number = Number }, secret: null));
        (await db.Businesses.SingleAsync(b => b.Id == db.BusinessId, ct)).Call(true);
        foreach (var (at, member) in team.Index()) db.Add(Phone(db.BusinessId, member.Id, $"+151255501{at:00}", now));
        var leads = await db.Leads.AsNoTracking().Where(l => l.DeletedAt == null && (l.Status == LeadStatus.Contacted || l.Status == LeadStatus.Qualified)).OrderByDescending(l => l.CreatedAt).ThenBy(l => l.Id).Take(4 * Calls.Length).ToListAsync(ct);
        foreach (var (at, (lead, (outcome, seconds, end, note))) in leads.Where(l => l.AddressFor(MessageChannel.Text) is not null).Zip(Calls).Index())
        {
            var (number, moment) = (lead.AddressFor(MessageChannel.Text)!, Instant.Max(lead.CreatedAt, now - Duration.FromHours(3 + 5 * at)));
            var call = Call.Place(db.BusinessId, new(lead.Id, null), team[(at + 1) % team.Count].Id, number, moment);
            call.Hear(new(CallState.Ended, end) { Seconds = seconds }, moment + Duration.FromSeconds(20 + (seconds ?? 10)));
            if (outcome is { } came)
            {
                call.Log(came, note, ActorIdentity.Of(by), moment + Duration.FromMinutes(7));
                db.Note(lead, by, ActivityKinds.Called, moment + Duration.FromMinutes(7), [new("call", MessageText.Address(number, "US"), TaskText.Title(came) + (note.Length > 0 ? ": " + note : ""))]);
            }
            db.Add(call);
        }
        await db.SaveChangesAsync(ct);
    }

    private static MemberPhone Phone(Guid businessId, Guid memberId, string number, Instant now)
    {
        var phone = MemberPhone.Of(businessId, memberId);
        phone.Become(number);
        phone.BeginCode("", now);
        phone.Verify("", now);
        phone.BeOnDuty(true);
        return phone;
    }
}
