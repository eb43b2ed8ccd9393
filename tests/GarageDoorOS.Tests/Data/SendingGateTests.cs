using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Data;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Data;

/// <summary>The one question before every message that goes by itself.</summary>
public sealed class SendingGateTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    private const string Number = "+15125550143", Mail = "ann@lee.example";

    // A Tuesday: noon and half past midnight in Texas.
    private static readonly Instant Noon = Instant.FromUtc(2026, 12, 1, 18, 0), Night = Instant.FromUtc(2026, 12, 2, 6, 30);

    [Theory, BothDatabases]
    public async Task A_text_goes_to_who_agreed_by_day_and_a_no_stops_it(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        (await Ask(business, MessageChannel.Text, Number, Noon)).ShouldBe(new Verdict.No("Nobody has noted that they agreed to texts."));
        await Said(business, ConsentChannel.Text, Number, new(IsGiven: true, ConsentHow.Form));
        (await Ask(business, MessageChannel.Text, Number, Noon)).ShouldBe(new Verdict.Go());
        (await Ask(business, MessageChannel.Text, "(512) 555-0143", Noon)).ShouldBe(new Verdict.Go());
        (await Ask(business, MessageChannel.Text, Number, Night)).ShouldBe(new Verdict.Wait(Instant.FromUtc(2026, 12, 2, 15, 0), "It is 0:30 in Texas: it goes out at 9:00 there."));
        await Said(business, ConsentChannel.Text, Number, new(IsGiven: false, ConsentHow.ByText, "STOP"));
        (await Ask(business, MessageChannel.Text, Number, Noon)).ShouldBe(new Verdict.No("They want no texts any more: withdrawn by text.", IsTheirWish: true));
        (await Ask(business, MessageChannel.Text, Number, Night)).ShouldBeOfType<Verdict.No>();
    }

    [Theory, BothDatabases]
    public async Task A_later_yes_of_a_list_or_a_program_opens_nothing_even_past_all_doors(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        await Said(business, ConsentChannel.Text, Number, new(IsGiven: false, ConsentHow.ByText, "STOP"));
        foreach (var how in new[] { ConsentHow.Import, ConsentHow.Api, ConsentHow.ByHand })
        {
            await Said(business, ConsentChannel.Text, Number, new(IsGiven: true, how));
            (await Ask(business, MessageChannel.Text, Number, Noon)).ShouldBeOfType<Verdict.No>(how.ToString());
        }
        // What was said before the no, and is written down late, opens nothing either.
        await Said(business, ConsentChannel.Text, Number, new(IsGiven: true, ConsentHow.InWriting, At: Instant.FromUtc(2020, 1, 1, 0, 0)));
        (await Ask(business, MessageChannel.Text, Number, Noon)).ShouldBeOfType<Verdict.No>();
        await Said(business, ConsentChannel.Text, Number, new(IsGiven: true, ConsentHow.ByText, "START"));
        (await Ask(business, MessageChannel.Text, Number, Noon)).ShouldBe(new Verdict.Go());
    }

    [Theory, BothDatabases]
    public async Task E_mail_needs_no_yes_and_waits_only_where_the_business_wants_it(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        (await Ask(business, MessageChannel.Email, "Ann@Lee.example", Night)).ShouldBe(new Verdict.Go());
        await Rule(business, SendingFacts.Usual with { EmailKeepsHours = true, TextsNeedGiven = false });
        (await Ask(business, MessageChannel.Email, Mail, Night)).ShouldBeOfType<Verdict.Wait>();
        (await Ask(business, MessageChannel.Email, Mail, Noon)).ShouldBe(new Verdict.Go());
        (await Ask(business, MessageChannel.Text, Number, Noon)).ShouldBe(new Verdict.Go(), "this business texts who said nothing");
        await Said(business, ConsentChannel.Email, Mail, new(IsGiven: false, ConsentHow.UnsubscribeLink));
        (await Ask(business, MessageChannel.Email, "ANN@lee.example", Noon)).ShouldBe(new Verdict.No("They want no e-mail any more: withdrawn by the link in a mail.", IsTheirWish: true));
        (await Ask(business, MessageChannel.Text, Number, Noon)).ShouldBe(new Verdict.Go(), "a no to e-mail is no no to texts");
        (await Ask(business, MessageChannel.Email, "nobody", Noon)).ShouldBe(new Verdict.No("nobody is no address for e-mail."));
    }

    [Theory, BothDatabases]
    public async Task Address_and_numbers_are_all_to_be_awake_and_where_nothing_is_known_the_business_is(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        await Rule(business, SendingFacts.Usual with { TextsNeedGiven = false, EmailKeepsHours = true });
        var early = Instant.FromUtc(2026, 12, 1, 14, 30); // 8:30 in Chicago, 9:30 in New York, 6:30 in Los Angeles
        var moved = Lead.Open(business.Id, new() { Name = "Ann", Phones = [Phone("+13235550143")], ServiceAddress = "1 Elm St, Hartford, CT 06103" }, null, early);
        (await Ask(business, MessageChannel.Email, Mail, early, moved)).ShouldBe(new Verdict.Wait(Instant.FromUtc(2026, 12, 1, 16, 0), "It is 6:30 in California: it goes out at 8:00 there."));
        var unknown = Lead.Open(business.Id, new() { Name = "Bob", Emails = [Mail] }, null, early);
        (await Ask(business, MessageChannel.Email, Mail, early, unknown)).ShouldBe(new Verdict.Go());
        (await Ask(business, MessageChannel.Email, Mail, early - Duration.FromHours(1), unknown)).ShouldBe(new Verdict.Wait(Instant.FromUtc(2026, 12, 1, 14, 0), "It is 7:30 in Chicago: it goes out at 8:00 there."));
    }

    private static async Task<Verdict> Ask(TestBusiness business, MessageChannel channel, string address, Instant now, Lead? lead = null) => await business.Host.Scoped(async services =>
    {
        await services.GetRequiredService<AppDb>().Enter(business.Business);
        lead ??= Lead.Open(business.Id, new() { Name = "Ann", Phones = [Phone(Number)], Emails = [Mail] }, null, now);
        return await services.GetRequiredService<SendingGate>().Ask(lead, channel, address, now, CancellationToken.None);
    });

    private static Task<int> Said(TestBusiness business, ConsentChannel channel, string address, ConsentSaid said) => business.InDb(async db =>
    {
        await new Consents(db).Record(new(channel, address), said, Actor.System, Instant.FromDateTimeOffset(business.Host.Time.GetUtcNow()), CancellationToken.None);
        return await db.SaveChangesAsync();
    });

    private static Task<int> Rule(TestBusiness business, SendingFacts facts) => business.InDb(db =>
    {
        db.Add(SendingRules.SetUp(business.Id, facts));
        return db.SaveChangesAsync();
    });

    private static GarageDoorOS.Domain.PhoneNumber Phone(string number) => GarageDoorOS.Domain.PhoneNumber.Read(number, "US");
}
