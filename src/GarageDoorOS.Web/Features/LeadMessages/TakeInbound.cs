using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Ui.Records;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.LeadMessages;

/// <summary>
/// Takes in what a lead answers: it stands in its story, ends a cadence that stops on a reply, and is to be answered today; STOP, START and HELP are
/// heard. A text of somebody unknown is a new lead; a mail of somebody unknown stays in the mailbox where it is.
/// </summary>
public sealed class TakeInbound(AppDb db, Consents consents, LeadPost post, Strangers strangers, TellAssignee tell, CurrentBusiness business, IClock clock)
{
    public Task Handle(InboundMessage message, CancellationToken ct) => db.InTransaction(async () =>
    {
        await db.LockIdentity(ct); // so that two texts of one stranger are one lead, and one text brought twice is one line
        if (ConsentAddress.Read(message.Channel.ForConsent(), message.From, business.PhoneCountry) is not { } address) return;
        if (await db.LeadMessages.AnyAsync(m => m.Channel == message.Channel && m.VendorId == message.VendorId, ct)) return;
        var now = clock.GetCurrentInstant();
        var leads = await LeadsWith(message, address, ct);
        var word = await Heard(message, address, ct);
        if (word is OptWord.Stop or OptWord.Start) await Note(word, message, address, now, ct);
        // Who wants something by text is a lead; a mail of somebody unknown mostly is from none.
        if (leads.Count == 0 && message.Channel == MessageChannel.Text && word is (OptWord.None or OptWord.Help)) leads = [strangers.Open(PhoneNumber.Read(message.From, business.PhoneCountry), source: null, Said(message), Actor.System, now)];
        if (leads.Count > 0) await Take(message, word, leads, address, now, ct);
        await db.SaveChangesAsync(ct);
    }, ct);

    private async Task Take(InboundMessage message, OptWord word, List<Lead> leads, string address, Instant now, CancellationToken ct)
    {
        var lead = await Meant(leads, address, ct);
        db.Add(LeadMessage.From(db.BusinessId, lead.Id, message, address, now));
        db.Note(lead, Actor.System with { Name = lead.Title }, ActivityKinds.MessageReceived, now, [new(MessageText.Field, message.Channel.ToString(), Said(message))]);
        if (word == OptWord.Help) Help(lead, address, now);
        if (word != OptWord.None) return;
        if (lead.CreatedAt < now) lead.ComeAgain(now);
        foreach (var one in leads) await db.StopOnReply(one, now, ct);
        await PlanAnswer(lead, message.Channel, now, ct);
        await tell.ThatItWaits(lead, NoticeKind.Wrote, ct);
    }

    /// <summary>The lead of the mail that is answered, and every lead with this address; all held.</summary>
    private async Task<List<Lead>> LeadsWith(InboundMessage message, string address, CancellationToken ct)
    {
        var key = new ConsentAddress(message.Channel.ForConsent(), address).Key;
        var ids = await db.ContactKeys.Where(k => k.Key == key && k.OwnerKind == SubjectKind.Lead).Select(k => k.OwnerId).ToListAsync(ct);
        var answered = message.InReplyTo.Select(OurId).OfType<Guid>().ToList();
        if (answered.Count > 0) ids.AddRange(await db.LeadMessages.Where(m => EF.Parameter(answered).Contains(m.Id)).Select(m => m.LeadId).Distinct().ToListAsync(ct));
        return ids.Count == 0 ? [] : [.. (await db.HeldLeads([.. ids.Distinct()]).ToListAsync(ct)).Where(l => !l.IsDeleted)];
    }

    /// <summary>Of several the one that was written to last; else an open one before a closed one, and of those the newest.</summary>
    private async Task<Lead> Meant(List<Lead> leads, string address, CancellationToken ct)
    {
        var ids = leads.ConvertAll(l => l.Id);
        var last = leads.Count == 1 ? null : await db.LeadMessages.Where(m => m.Address == address && EF.Parameter(ids).Contains(m.LeadId)).OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Select(m => (Guid?)m.LeadId).FirstOrDefaultAsync(ct);
        return leads.Find(l => l.Id == last) ?? leads.OrderByDescending(l => l.Status.IsOpen()).ThenByDescending(l => l.CreatedAt).ThenBy(l => l.Id).First();
    }

    /// <summary>«Help» is a word of texts; in a mail a person asks for it.</summary>
    private async Task<OptWord> Heard(InboundMessage message, string address, CancellationToken ct)
    {
        var word = OptWords.Read(message.Text, await consents.Of(new(message.Channel.ForConsent(), address), ct) is { IsGiven: false });
        return word == OptWord.Help && message.Channel == MessageChannel.Email ? OptWord.None : word;
    }

    /// <summary>For the address that it came from, and for those of the mails that it answers: people have several.</summary>
    private async Task Note(OptWord word, InboundMessage message, string address, Instant now, CancellationToken ct)
    {
        var answered = message.InReplyTo.Select(OurId).OfType<Guid>().ToList();
        var written = answered.Count == 0 ? [] : await db.LeadMessages.Where(m => EF.Parameter(answered).Contains(m.Id) && m.Channel == message.Channel).Select(m => m.Address).Distinct().ToListAsync(ct);
        var how = message.Channel == MessageChannel.Text ? ConsentHow.ByText : ConsentHow.ByMail;
        foreach (var one in written.Append(address).Distinct())
            await consents.Record(new(message.Channel.ForConsent(), one), new(word == OptWord.Start, how, PlainText.Cut(PlainText.OneLine(message.Text), Consent.LongestWording)), Actor.System, now, ct);
    }

    private void Help(Lead lead, string address, Instant now)
    {
        var text = $"{business.Name}: you get texts from us because you asked about a garage door. Answer STOP to get none any more.";
        post.Send(lead, LeadMessage.To(db.BusinessId, lead.Id, MessageChannel.Text, address, "", text, enrolmentId: null, Actor.System, now), Actor.System, now);
    }

    /// <summary>Whoever wrote waits for a word: that is what is to be done next.</summary>
    private Task PlanAnswer(Lead lead, MessageChannel channel, Instant now, CancellationToken ct)
    {
        var (kind, title) = channel == MessageChannel.Text ? (TaskKind.Text, "Answer their text") : (TaskKind.Email, "Answer their e-mail");
        return strangers.PlanWord(lead, kind, title, new(now.InZone(business.Zone).Date, null), now, ct);
    }

    private static string Said(InboundMessage message) => string.Join("\n", new[] { message.Subject, message.Text }.Where(said => !string.IsNullOrWhiteSpace(said)));

    /// <summary>Our messages name themselves <c>id@domain</c>.</summary>
    private static Guid? OurId(string messageId) => Guid.TryParseExact(messageId.Trim('<', '>', ' ').Split('@')[0], "N", out var id) ? id : null;
}
