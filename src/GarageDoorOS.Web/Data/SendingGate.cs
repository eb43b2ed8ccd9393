using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data;

/// <summary>The one question before every message that goes by itself: may it go to this address of a lead, now?</summary>
public sealed class SendingGate(AppDb db, Consents consents, CurrentBusiness business)
{
    private SendingFacts? rules;

    /// <summary>What the business says, read once: a clock asks for many leads in one go.</summary>
    public async Task<SendingFacts> Rules(CancellationToken ct) => rules ??= (await db.SendingRules.AsNoTracking().SingleOrDefaultAsync(ct))?.Facts ?? SendingFacts.Usual;

    public Task<Verdict> Ask(Lead lead, MessageChannel channel, string address, Instant now, CancellationToken ct) => Ask(lead, channel, address, isAnswer: false, now, ct);

    /// <summary>The same of a text that answers a call of theirs: for that nobody needs to have noted a yes. A no and the hours hold.</summary>
    public Task<Verdict> AskForAnswer(Lead lead, string number, Instant now, CancellationToken ct) => Ask(lead, MessageChannel.Text, number, isAnswer: true, now, ct);

    private async Task<Verdict> Ask(Lead lead, MessageChannel channel, string address, bool isAnswer, Instant now, CancellationToken ct)
    {
        var about = channel.ForConsent();
        if (ConsentAddress.Read(about, address, business.PhoneCountry) is not { } known) return new Verdict.No($"{address} is no address for {about.InWords()}.");
        var facts = await Rules(ct);
        var said = await consents.Of(new(about, known), ct);
        if (said is { IsGiven: false }) return new Verdict.No($"They want no {about.InWords()} any more: withdrawn {said.How.InWords()}.", IsTheirWish: true);
        if (said is null && !isAnswer && channel == MessageChannel.Text && facts.TextsNeedGiven) return new Verdict.No("Nobody has noted that they agreed to texts.");
        if (channel == MessageChannel.Email && !facts.EmailKeepsHours) return new Verdict.Go();
        return QuietHours.Ask(now, facts, Places(lead.Phones, lead.ServiceAddress, channel == MessageChannel.Text ? known : null)) switch
        {
            null => new Verdict.Go(),
            { Until: { } until, Why: var why } => new Verdict.Wait(until, why),
            { Why: var why } => new Verdict.No(why),
        };
    }

    /// <summary>What speaks against ringing somebody now, in a sentence: it is early or late where they may be, or they want to hear no more. A person may do it all the same.</summary>
    public async Task<string?> WhyNotRing(IEnumerable<PhoneNumber> phones, string address, string number, Instant now, CancellationToken ct)
    {
        var said = await consents.OfEach([new(ConsentChannel.Call, number), new(ConsentChannel.Text, number)], ct);
        if (said.TryGetValue(new(ConsentChannel.Call, number), out var calls) && !calls.IsGiven) return $"They want no calls any more: withdrawn {calls.How.InWords()}.";
        if (calls is null && said.TryGetValue(new(ConsentChannel.Text, number), out var texts) && !texts.IsGiven) return $"They want no texts any more: withdrawn {texts.How.InWords()}. Perhaps no calls either.";
        return QuietHours.Ask(now, await Rules(ct), Places(phones, address, number))?.Why;
    }

    /// <summary>Every place that they may be at by what is known of it; that of the business where nothing is.</summary>
    private IReadOnlyList<LeadPlace> Places(IEnumerable<PhoneNumber> phones, string address, string? rung)
    {
        var numbers = phones.Select(phone => phone.E164).Append(rung).OfType<string>();
        var places = LeadPlace.Of(address, numbers, business.PhoneCountry);
        return places.Count > 0 ? places : [LeadPlace.Home(business.Zone)];
    }
}
