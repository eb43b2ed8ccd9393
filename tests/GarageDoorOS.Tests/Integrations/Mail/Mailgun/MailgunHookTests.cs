using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using GarageDoorOS.Tests.Features.Nurture;
using GarageDoorOS.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static GarageDoorOS.Tests.Features.Nurture.NurtureCalls;

namespace GarageDoorOS.Tests.Integrations.Mail.Mailgun;

/// <summary>The addresses at which Mailgun calls: what leads answer by mail stands at them, and whatever it did not sign is refused in the same words.</summary>
public sealed class MailgunHookTests(AppHostsThatSend hosts) : IClassFixture<AppHostsThatSend>
{
    private const string Account = "/api/settings/integrations/mail", Key = "key-hunter2horsestaple", NoKey = "0123456789abcdef0123456789abcdef";

    [MailTheory, BothDatabases]
    public async Task An_answer_stands_at_the_lead_of_the_mail_it_answers_once_and_ends_the_cadence(Provider provider)
    {
        await using var mail = await MailServer.Start();
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var api = await Hearing(business, mail.Port);
        var lead = await Lead(api, "ray@example.com");
        await api.Enrol(lead, await business.Cadence(new() { Name = "Chase", Steps = Steps("call 1 days") }));
        using (var written = await api.PostJson($"/api/leads/{lead}/messages", new { channel = "email", subject = "Your door", text = "When may we come?" })) await written.ShouldBeJson(201);
        var ours = (await mail.FirstTo("ray@example.com")).MessageId!;
        await Eventually.Holds("it is written down", () => States(api, lead), states => states == "sent");

        // From the address at work, and brought three times: the very call again, and twice as Mailgun tries again.
        (string, string)[] answer = [.. From("Ray Novak <ray@work.example>"), ("In-Reply-To", $"<{ours}>"), ("Message-Id", "<CAF1@mail.example.com>"), .. Signed(business)];
        foreach (var call in new[] { answer, answer, [.. answer[..^3], .. Signed(business)] }) await Taken(Call(business, call));
        (await States(api, lead)).ShouldBe("received sent");
        (await api.Enrolments(lead)).ShouldBe("Chase stopped replied");
        var message = (await api.GetJson($"/api/leads/{lead}/messages")).GetProperty("items")[0];
        (message.Text("channel"), message.Text("address"), message.Text("subject"), message.Text("text")).ShouldBe(("email", "ray@work.example", "Re: Your door", "Tuesday <b>suits</b> me"));
        (await (await business.Page("owner")).Page($"/leads/{lead}")).Body!.TextContent.ShouldContain("Tuesday <b>suits</b> me");
        await business.CadencesShouldAgree();

        // What became of the first: news that are old change nothing.
        foreach (var (happened, severity, state) in new[] { ("failed", "temporary", "sent"), ("failed", "permanent", "failed"), ("delivered", null, "delivered"), ("failed", "permanent", "delivered") })
        {
            await Taken(News(business, happened, severity, ours));
            (await States(api, lead)).ShouldBe("received " + state);
        }
        await Taken(News(business, "delivered", null, "CAF1@mail.example.com"));
        (await States(api, lead)).ShouldBe("received delivered");
    }

    [Theory, BothDatabases]
    public async Task An_answer_without_a_thread_goes_to_who_has_the_address_and_a_stranger_is_no_lead(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var api = await Hearing(business);
        var lead = await Lead(api, "Ray@Example.com");
        await api.Enrol(lead, await business.Cadence(new() { Name = "Chase", Steps = Steps("call 1 days"), StopsOnReply = false }));
        await Taken(Call(business, [.. From("\"Novak, Ray\" <ray@example.com>"), .. Signed(business)]));
        await Taken(Call(business, [.. From("news@shop.example"), .. Signed(business)]));
        ((await States(api, lead)), await api.Enrolments(lead)).ShouldBe(("received", "Chase running"), "this cadence goes on");
        (await api.GetJson("/api/leads")).GetProperty("items").GetArrayLength().ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task STOP_is_heard_in_a_mail_as_in_a_text(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var api = await Hearing(business);
        var lead = await Lead(api, "ray@example.com");
        await api.Enrol(lead, await business.Cadence(new() { Name = "Chase", Steps = Steps("call 1 days"), StopsOnReply = false }));
        await Taken(Call(business, [.. From("ray@example.com").Where(f => f.Name is not ("stripped-text" or "body-plain")), ("stripped-text", "Unsubscribe"), .. Signed(business)]));
        (await api.Enrolments(lead)).ShouldBe("Chase stopped opted_out");
        var said = (await api.GetJson("/api/consents?address=ray@example.com")).GetProperty("addresses")[0];
        (said.Text("state"), said.GetProperty("holds").Text("how")).ShouldBe(("withdrawn", "by_mail"));
        using var refused = await api.PostJson($"/api/leads/{lead}/messages", new { channel = "email", subject = "Doors", text = "Hello" });
        await refused.ShouldBeProblem(409, "opted_out");
    }

    [Theory, BothDatabases]
    public async Task What_a_program_answers_stops_nothing(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var api = await Hearing(business);
        var lead = await Lead(api, "ray@example.com");
        await api.Enrol(lead, await business.Cadence(new() { Name = "Chase", Steps = Steps("call 1 days") }));
        foreach (var headers in new[] { """[["Auto-Submitted","auto-replied"]]""", """[["Precedence","bulk"]]""", """[["X-Autoreply","yes"]]""" })
            await Taken(Call(business, [.. From("ray@example.com"), ("message-headers", headers), .. Signed(business)]));
        await Taken(Call(business, [.. From("MAILER-DAEMON@example.com"), ("In-Reply-To", "<x@y.example>"), .. Signed(business)]));
        await Taken(Call(business, Signed(business))); // it is Mailgun's, and says nothing to us
        ((await States(api, lead)), await api.Enrolments(lead)).ShouldBe(("", "Chase running"));

        await Taken(Call(business, [.. From("ray@example.com"), ("message-headers", """[["Auto-Submitted","no"]]"""), .. Signed(business)]));
        ((await States(api, lead)), await api.Enrolments(lead)).ShouldBe(("received", "Chase stopped replied"));
    }

    [Theory, BothDatabases]
    public async Task Everything_that_is_not_signed_with_the_key_of_the_business_is_refused_and_nobody_learns_why(Provider provider)
    {
        var host = await hosts.On(provider);
        var (business, deaf, bare, locked) = (await host.NewBusiness(), await host.NewBusiness(), await host.NewBusiness(), await host.NewBusiness());
        var api = await Hearing(business);
        await Hearing(locked);
        await (await deaf.Api()).SetUpMail(2525);
        var unreadable = new EphemeralDataProtectionProvider().CreateProtector("mail-inbound").Protect(Key);
        await locked.InDb(db => db.MailAccounts.ExecuteUpdateAsync(set => set.SetProperty(a => a.InboundKey, unreadable)));
        var lead = await Lead(api, "ray@example.com");
        var (ray, genuine) = (From("ray@example.com"), Signed(business));
        (string Name, string Value)[][] forgeries =
        [
            [], Signed(business, key: ""), Signed(business, key: "another"), Signed(business, key: NoKey), Signed(business, minutes: -16), Signed(business, minutes: 16), [.. genuine[..2], ("signature", "")], [.. genuine[..2]],
            [genuine[0], ("token", "another"), genuine[2]], [("timestamp", "0"), .. genuine[1..]], [.. genuine[..2], ("signature", genuine[2].Value.ToUpperInvariant())],
        ];
        foreach (var signed in forgeries)
        {
            await Refused(Call(business, [.. ray, .. signed]));
            await Refused(News(business, "delivered", null, "x@y.example", signed));
        }
        foreach (var id in new[] { deaf.Id, bare.Id, locked.Id, Guid.CreateVersion7() })
            foreach (var key in new[] { Key, NoKey, "" })
            {
                await Refused(Call(business, [.. ray, .. Signed(business, key)], id));
                await Refused(News(business, "delivered", null, "x@y.example", Signed(business, key), id));
            }
        foreach (var page in new[] { "inbound", "status" })
        {
            await Refused(host.Anonymous().PostAsync(Hook(business.Id, page), null));
            foreach (var json in new[] { "{}", "[]", "null", "{", """{"signature":null}""", """{"signature":{"timestamp":1}}""" })
                await Refused(host.Anonymous().PostAsync(Hook(business.Id, page), new StringContent(json, Encoding.UTF8, "application/json")));
        }
        await Refused((await business.Page("owner")).Http.PostAsync(Hook(business.Id, "inbound"), Form([.. ray])));
        (await States(api, lead)).ShouldBe("");

        // Taken away, the key opens nothing any more.
        await Taken(Call(business, [.. ray, .. genuine]));
        using (var silent = await api.PutJson(Account, new { inboundKey = "" }, 1)) await silent.ShouldBeJson(200);
        await Refused(Call(business, [.. ray, .. Signed(business)]));
        (await States(api, lead)).ShouldBe("received");
    }

    [Fact]
    public async Task Pictures_come_along_and_are_not_kept_and_more_than_a_mail_has_is_not_read()
    {
        await using var host = await AppHost.Listen(Provider.Sqlite, ("Webhooks:AllowPrivateTargets", "true"));
        var business = await host.NewBusiness();
        var api = await Hearing(business);
        var lead = await Lead(api, "ray@example.com");
        foreach (var (megabytes, status) in new[] { (2, HttpStatusCode.OK), (28, HttpStatusCode.RequestEntityTooLarge) })
        {
            using var form = new MultipartFormDataContent();
            foreach (var (name, value) in From("ray@example.com").Concat(Signed(business)).Append(("attachment-count", "1"))) form.Add(new StringContent(value), name);
            form.Add(new ByteArrayContent(new byte[megabytes << 20]), "attachment-1", "door.jpg");
            using var request = new HttpRequestMessage(HttpMethod.Post, Hook(business.Id, "inbound")) { Content = form };
            request.Headers.ExpectContinue = true; // it hears the no before it has sent all of it
            using var answer = await host.Anonymous().SendAsync(request);
            answer.StatusCode.ShouldBe(status);
        }
        (await api.GetJson($"/api/leads/{lead}/messages")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem().Text("text").ShouldBe("Tuesday <b>suits</b> me\n\n(1 file came with it, not kept here.)");
    }

    private static string Hook(Guid business, string page) => $"/hooks/mail/{business}/{page}";

    private static async Task<HttpClient> Hearing(TestBusiness business, int port = 2525)
    {
        var api = await business.Api();
        using var made = await api.PutJson(Account, new { host = "127.0.0.1", port, fromAddress = "hello@loneoak.example", fromName = "Lone Oak Doors", inboundKey = Key });
        await made.ShouldBeJson(200);
        return api;
    }

    private static async Task<Guid> Lead(HttpClient api, string email) => (await api.Create("/api/leads", new { name = "Ray Novak", emails = new[] { email } })).Id();

    private static (string Name, string Value)[] From(string from) =>
    [
        ("sender", "bounces+7@relay.example"), ("from", from), ("recipient", "hello@loneoak.example"), ("subject", "Re: Your door"), ("body-plain", "Tuesday <b>suits</b> me\n> When may we come?"),
        ("stripped-text", "Tuesday <b>suits</b> me"), ("Message-Id", $"<{Guid.NewGuid():N}@mail.example.com>"),
    ];

    /// <summary>As Mailgun does it, written down once more; the last three of what is sent.</summary>
    private static (string Name, string Value)[] Signed(TestBusiness business, string key = Key, int minutes = 0)
    {
        var (time, token) = (business.Now().Plus(NodaTime.Duration.FromMinutes(minutes)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), Guid.NewGuid().ToString("N"));
        return [("timestamp", time), ("token", token), ("signature", Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(time + token))).ToLowerInvariant())];
    }

    private static FormUrlEncodedContent Form(IEnumerable<(string Name, string Value)> fields) => new(fields.GroupBy(f => f.Name).Select(f => KeyValuePair.Create(f.Key, f.Last().Value)));

    private static Task<HttpResponseMessage> Call(TestBusiness business, (string, string)[] fields, Guid? id = null) => business.Host.Anonymous().PostAsync(Hook(id ?? business.Id, "inbound"), Form(fields));

    private static Task<HttpResponseMessage> News(TestBusiness business, string happened, string? severity, string message, (string Name, string Value)[]? signed = null, Guid? id = null) =>
        business.Host.Anonymous().PostAsJsonAsync(Hook(id ?? business.Id, "status"), new Dictionary<string, object>
        {
            ["signature"] = (signed ?? Signed(business)).ToDictionary(f => f.Name, f => f.Value),
            ["event-data"] = new Dictionary<string, object?>
            {
                ["event"] = happened, ["severity"] = severity, ["log-level"] = "error", ["timestamp"] = 1529006854.329574, ["message"] = new { headers = new Dictionary<string, object> { ["message-id"] = message, ["to"] = "ray@example.com" }, size = 7 },
                ["delivery-status"] = new { code = 550, message = "5.1.1 No such mailbox", description = (string?)null },
            },
        });

    private static async Task Taken(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static async Task Refused(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
    }

    private static async Task<string> States(HttpClient api, Guid lead) =>
        string.Join(' ', (await api.GetJson($"/api/leads/{lead}/messages")).GetProperty("items").EnumerateArray().Select(m => m.Text("state")));
}
