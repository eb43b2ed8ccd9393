using System.Net;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Tests.Features.Nurture;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Shouldly;
using Xunit;
using static GarageDoorOS.Tests.Features.Nurture.NurtureCalls;

namespace GarageDoorOS.Tests.Features.LeadMessages;

/// <summary>What goes to leads and comes back, by text and by mail, through what the vendors really say.</summary>
public sealed class ConversationTests(HostsWithTwilio hosts) : IClassFixture<HostsWithTwilio>
{
    private static readonly DateTimeZone Texas = DateTimeZoneProviders.Tzdb["America/Chicago"];
    private static int line = 100;

    [Theory, BothDatabases]
    public async Task A_text_goes_by_itself_to_who_agreed_arrives_and_its_answer_ends_the_cadence(Provider provider)
    {
        var business = await AtNoon(await hosts.Business(provider));
        var api = await business.Api();
        var cadence = await business.Cadence(new() { Name = "Chase", Steps = [Text("Hi {{ lead.first_name }}, it is {{ business.name }}."), .. Steps("call 1 days")] });
        var (lead, phone) = await Lead(api);
        await api.Enrol(lead, cadence);
        var task = await Eventually.Holds("it is left to a person", async () => (await api.GetJson($"/api/leads/{lead}/tasks")).GetProperty("items")[0], t => !t.GetProperty("isAutomatic").GetBoolean());
        (await Why(api, lead)).ShouldContain("agreed to texts");

        // The office asks, and sends it by hand; the next one goes by itself.
        await Agrees(api, lead, phone);
        using (var sent = await api.PostJson($"/api/tasks/{task.Id()}/message", new { })) (await sent.ShouldBeJson(200)).Text("outcome").ShouldBe("sent");
        await Said(phone, $"Hi Ray, it is {business.Business.Name}.");
        (await api.GetJson($"/api/leads/{lead}")).Text("status").ShouldBe("contacted");
        var again = await business.Cadence(new() { Name = "Again", Steps = [Text("Still there, {{ lead.first_name }}?"), .. Steps("call 1 days")] });
        await api.Enrol(lead, again);
        var text = await Said(phone, "Still there, Ray?");
        text.Form["StatusCallback"].ShouldStartWith($"http://doors.example/hooks/sms/{business.Id}/status?message=");
        await Eventually.Holds("it is written down", () => States(api, lead), states => states == "sent sent");

        await HostsWithTwilio.News(business, text.Sid, "delivered");
        await HostsWithTwilio.News(business, text.Sid, "sent"); // late
        (await States(api, lead)).ShouldBe("delivered sent");
        (await api.Pending(lead)).ShouldBe("call 1");
        await HostsWithTwilio.Text(business, phone, "Yes, when can you come?", "SM1" + lead.ToString("N"));
        await HostsWithTwilio.Text(business, phone, "Yes, when can you come?", "SM1" + lead.ToString("N"));
        ((await States(api, lead)), await api.Pending(lead)).ShouldBe(("received delivered sent", "Answer their text"));
        (await api.Enrolments(lead)).ShouldStartWith("Again stopped replied");
        var story = (await api.GetJson($"/api/leads/{lead}/activity")).GetProperty("items").EnumerateArray().Where(l => l.Text("kind")!.StartsWith("message_")).Select(l => l.Text("kind"));
        story.ShouldBe(["message_received", "message_sent", "message_sent"]);
        (await (await business.Page()).Page($"/leads/{lead}")).QuerySelector(".message[data-inbound]")!.TextContent.ShouldContain("Yes, when can you come?");
        await business.CadencesShouldAgree();
    }

    [Theory, BothDatabases]
    public async Task STOP_ends_everything_for_a_number_whoever_asks_and_START_opens_it_again(Provider provider)
    {
        var business = await AtNoon(await hosts.Business(provider));
        var api = await business.Api();
        var cadence = await business.Cadence(new() { Name = "Chase", Steps = [Text("One"), Text("Two") with { Wait = 1, Unit = WaitUnit.Hours }], StopsOnReply = false });
        var (lead, phone) = await Lead(api);
        var other = (await api.Create("/api/leads", new { name = "The same phone", phones = new[] { new { number = phone } } })).Id();
        await Agrees(api, lead, phone);
        await api.Enrol(lead, cadence);
        await Said(phone, "One");
        await api.Enrol(other, await business.Cadence(new() { Name = "Calls", Steps = Steps("call 1 days"), StopsOnReply = false }));
        await HostsWithTwilio.Text(business, phone, "who is this?");
        (await api.Enrolments(lead)).ShouldBe("Chase running");
        (await api.GetJson("/api/leads")).GetProperty("items")[0].Id().ShouldBe(lead, "who answers stands on top, of two with a number the one that was written to");

        await HostsWithTwilio.Text(business, phone, " Stop. ");
        ((await api.Enrolments(lead)), await api.Enrolments(other)).ShouldBe(("Chase stopped opted_out", "Calls stopped opted_out"));
        using (var refused = await api.PostJson($"/api/leads/{other}/messages", new { channel = "text", text = "But…" })) (await refused.ShouldBeProblem(409, "opted_out")).Text("detail")!.ShouldContain("by text");
        // Begun again by hand, its texts are passed over, and its calls are not.
        await api.Enrol(lead, await business.Cadence(new() { Name = "Later", Steps = [Text("Three"), .. Steps("call")] }));
        await Eventually.Holds("the text is passed over", () => api.Pending(lead), pending => pending.Split(", ").Order().SequenceEqual(["Answer their text", "call 1"]));

        await HostsWithTwilio.Text(business, phone, "START");
        using (var taken = await api.PostJson($"/api/leads/{lead}/messages", new { channel = "text", text = "Welcome back" })) await taken.ShouldBeJson(201);
        await Said(phone, "Welcome back");
        hosts.Twilio.Texts.Count(t => t.Form["To"] == phone).ShouldBe(2);
        await business.CadencesShouldAgree();
    }

    [Theory, BothDatabases]
    public async Task A_stranger_who_texts_is_a_lead_once_and_HELP_is_answered(Provider provider)
    {
        var business = await AtNoon(await hosts.Business(provider));
        var (api, phone) = (await business.Api(), NewPhone());
        await Task.WhenAll(Enumerable.Range(0, 4).Select(at => HostsWithTwilio.Text(business, phone, $"Spring broke, {at}")));
        var lead = (await api.GetJson("/api/leads")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        (lead.Text("status"), lead.GetProperty("phones")[0].Text("e164")).ShouldBe(("new", phone));
        ((await States(api, lead.Id())), await api.Pending(lead.Id())).ShouldBe(("received received received received", "Answer their text"));
        await HostsWithTwilio.Text(business, phone, "help");
        (await Said(phone, text => text.Contains("Answer STOP"))).Form["Body"].ShouldStartWith(business.Business.Name);
    }

    [Theory, BothDatabases]
    public async Task At_night_a_text_waits_for_the_morning_where_the_lead_is_and_says_so(Provider provider)
    {
        var business = await AtNoon(await hosts.Business(provider));
        var api = await business.Api();
        var (lead, phone) = await Lead(api);
        await Agrees(api, lead, phone);
        business.Host.Time.Pass(TimeSpan.FromHours(10)); // 22:00
        await api.Enrol(lead, await business.Cadence(new() { Name = "Night", Steps = [Text("Good morning")] }));
        await Eventually.Holds("it says that it waits", () => Why(api, lead), why => why.Contains("Texas"));
        hosts.Twilio.Texts.ShouldNotContain(t => t.Form["To"] == phone);
        business.Host.Time.Pass(TimeSpan.FromHours(16)); // 14:00: on a Sunday Texas lets nobody text before noon
        await Said(phone, "Good morning");
    }

    [Theory, BothDatabases]
    public async Task A_vendor_that_is_full_or_silent_gets_each_text_once(Provider provider)
    {
        var business = await AtNoon(await hosts.Business(provider));
        var api = await business.Api();
        var (lead, phone) = await Lead(api);
        hosts.Twilio.Now = business.Host.Time.GetUtcNow;
        try
        {
            hosts.Twilio.BeforeTaking = ToldTwilio.Saying(429, "{\"code\":20429,\"message\":\"Too Many Requests\"}", "60");
            using (var taken = await api.PostJson($"/api/leads/{lead}/messages", new { channel = "text", text = "One" })) await taken.ShouldBeJson(201);
            await Eventually.Holds("it was refused", () => LastErrors(business), errors => errors.Count == 1);
            hosts.Twilio.BeforeTaking = (_, _) => Task.FromResult(false);
            hosts.Twilio.AfterTaking = ToldTwilio.Nothing;
            business.Host.Time.Pass(TimeSpan.FromMinutes(2));
            await Said(phone, "One");
            await Eventually.Holds("nobody answered", () => LastErrors(business), errors => errors.Count == 1 && !errors[0].Contains("Too Many"));
            hosts.Twilio.AfterTaking = (_, _) => Task.FromResult(false);
            business.Host.Time.Pass(TimeSpan.FromMinutes(5));
            await Eventually.Holds("it is known to be out", () => States(api, lead), states => states == "sent");
            hosts.Twilio.Texts.Count(t => t.Form["To"] == phone).ShouldBe(1);
        }
        finally
        {
            (hosts.Twilio.BeforeTaking, hosts.Twilio.AfterTaking) = ((_, _) => Task.FromResult(false), (_, _) => Task.FromResult(false));
        }
    }

    [Theory, BothDatabases]
    public async Task The_same_words_twice_in_a_day_are_two_texts_also_where_the_vendor_had_no_time_for_the_second(Provider provider)
    {
        var business = await AtNoon(await hosts.Business(provider));
        var api = await business.Api();
        var (lead, phone) = await Lead(api);
        hosts.Twilio.Now = business.Host.Time.GetUtcNow;
        try
        {
            await Write();
            await Said(phone, "We tried to call you.");
            hosts.Twilio.BeforeTaking = ToldTwilio.Saying(429, "{\"code\":20429,\"message\":\"Too Many Requests\"}", "60");
            await Write();
            await Eventually.Holds("it was refused", () => LastErrors(business), errors => errors.Count == 1);
        }
        finally
        {
            hosts.Twilio.BeforeTaking = (_, _) => Task.FromResult(false);
        }
        business.Host.Time.Pass(TimeSpan.FromMinutes(2));
        await Eventually.Holds("both are written down", () => States(api, lead), states => states == "sent sent");
        hosts.Twilio.Texts.Count(t => t.Form["To"] == phone).ShouldBe(2);

        async Task Write()
        {
            using var taken = await api.PostJson($"/api/leads/{lead}/messages", new { channel = "text", text = "We tried to call you." });
            await taken.ShouldBeJson(201);
        }
    }

    [Theory, BothDatabases]
    public async Task A_stranger_who_wants_nothing_is_no_lead_and_is_heard_all_the_same(Provider provider)
    {
        var business = await hosts.Business(provider);
        var (api, phone) = (await business.Api(), NewPhone());
        await HostsWithTwilio.Text(business, phone, "STOP");
        (await api.GetJson("/api/leads")).GetProperty("total").GetInt32().ShouldBe(0);
        (await api.GetJson($"/api/consents?address={Uri.EscapeDataString(phone)}")).GetProperty("addresses")[0].Text("state").ShouldBe("withdrawn");
        var lead = (await api.Create("/api/leads", new { name = "Came in later", phones = new[] { new { number = phone } } })).Id();
        using var refused = await api.PostJson($"/api/leads/{lead}/messages", new { channel = "text", text = "Hello" });
        await refused.ShouldBeProblem(409, "opted_out");
    }

    [MailTheory, BothDatabases]
    public async Task One_press_in_a_mail_ends_such_mails_and_looking_at_the_page_does_not(Provider provider)
    {
        await using var mail = await MailServer.Start();
        var business = await AtNoon(await hosts.Business(provider));
        var api = await business.Api();
        await api.SetUpMail(mail.Port);
        var step = Steps("email")[0] with { Subject = "Doors", Text = "Pictures of doors", GoesByItself = true };
        var lead = (await api.Create("/api/leads", new { name = "Ray", emails = new[] { "Ray@Example.com" } })).Id();
        await api.Enrol(lead, await business.Cadence(new() { Name = "Drip", Steps = [step, .. Steps("call 1 days")] }));
        var arrived = await mail.FirstTo("ray@example.com");
        var link = new Uri(arrived.Headers["List-Unsubscribe"]!.Trim('<', '>')).PathAndQuery;
        arrived.TextBody!.ShouldContain(link);

        var http = business.Host.Anonymous();
        using (var looked = await http.GetAsync(link)) (await looked.Content.ReadAsStringAsync()).ShouldContain("Send me no more");
        (await api.Enrolments(lead)).ShouldBe("Drip running");
        using (var pressed = await http.PostAsync(link, new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]))) pressed.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await api.Enrolments(lead)).ShouldBe("Drip stopped opted_out");
        using (var again = await http.PostAsync(link, null)) again.StatusCode.ShouldBe(HttpStatusCode.OK);
        using (var forged = await http.PostAsync(link[..^4] + "AAAA", null)) forged.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await api.Enrol(lead, await business.Cadence(new() { Name = "Later", Steps = [step with { Id = Guid.CreateVersion7() }, .. Steps("call")] }));
        await Eventually.Holds("the mail is passed over", () => api.Pending(lead), pending => pending == "call 1");
        mail.Taken().Count.ShouldBe(1);
    }

    private static Task<List<string>> LastErrors(TestBusiness business) =>
        business.InDb(db => db.Set<OutgoingMessage>().Where(m => m.BusinessId == business.Id && m.LastError != null && m.ClaimedBy == null).Select(m => m.LastError!).ToListAsync());

    private static CadenceStep Text(string text) => Steps("text")[0] with { Text = text, GoesByItself = true };

    private static string NewPhone() => $"+1512555{Interlocked.Increment(ref line):D4}";

    private static async Task<(Guid Lead, string Phone)> Lead(HttpClient api)
    {
        var phone = NewPhone();
        return ((await api.Create("/api/leads", new { name = "Ray Novak", phones = new[] { new { number = phone } } })).Id(), phone);
    }

    private static async Task Agrees(HttpClient api, Guid lead, string phone)
    {
        using var noted = await api.PostJson($"/api/leads/{lead}/consents", new { channel = "text", address = phone, given = true, how = "by_phone", wording = "You may text me" });
        await noted.ShouldBeJson(201);
    }

    /// <summary>Noon in Texas, when everybody may be texted.</summary>
    private static async Task<TestBusiness> AtNoon(TestBusiness business)
    {
        var now = business.Now().InZone(Texas);
        var noon = now.Date.PlusDays(now.Hour < 12 ? 0 : 1).At(new(12, 0)).InZoneLeniently(Texas).ToInstant();
        business.Host.Time.Pass((noon - business.Now()).ToTimeSpan());
        return await Task.FromResult(business);
    }

    private Task<ToldTwilio.Taken> Said(string phone, string text) => Said(phone, said => said == text);

    private Task<ToldTwilio.Taken> Said(string phone, Func<string, bool> what) =>
        Eventually.Holds("the text is out", () => Task.FromResult(hosts.Twilio.Texts.LastOrDefault(t => t.Form["To"] == phone && what(t.Form["Body"]))!), text => text is not null);

    private static async Task<string> Why(HttpClient api, Guid lead) => (await api.GetJson($"/api/leads/{lead}/enrolments")).GetProperty("items")[0].Text("why") ?? "";

    private static async Task<string> States(HttpClient api, Guid lead) =>
        string.Join(' ', (await api.GetJson($"/api/leads/{lead}/messages")).GetProperty("items").EnumerateArray().Select(m => m.Text("state")));
}
