using System.Text;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Integrations;

/// <summary>A test mail by the account of a business, over real connections: it arrives, or the page says in plain words why not.</summary>
public sealed class MailAttemptTests(MailAttemptTests.Hosts hosts) : IClassFixture<MailAttemptTests.Hosts>
{
    private const string Api = "/api/settings/integrations/mail", Page = "/settings/integrations/mail", Secret = "hunter2 horse staple";

    /// <summary>Apps that may ask the loopback, and do not wait long for it.</summary>
    public sealed class Hosts : AppHosts
    {
        public static readonly (string Name, string Value)[] Wanted = [("Webhooks:AllowPrivateTargets", "true"), ("Smtp:TimeoutSeconds", "2")];

        protected override (string Name, string Value)[] Settings => Wanted;
    }

    [MailTheory, BothDatabases]
    public async Task It_arrives_from_the_address_of_the_account_at_the_person_who_asked(Provider provider)
    {
        await using var mail = await MailServer.Start();
        var business = await (await hosts.On(provider)).NewBusiness();
        var (grace, api) = (await business.Member("owner"), await business.Api());
        var page = await business.PageOf(grace);
        await SetUp(api, mail.Port);
        using (var sent = await page.Post(Page + "/attempts")) (await page.Read(sent)).QuerySelector("#attempt .notice")!.TextContent.ShouldContain("Delivered to 127.0.0.1");
        var arrived = await mail.FirstTo(grace.User.Email!);
        (arrived.From.Mailboxes.Single().Name, arrived.From.Mailboxes.Single().Address).ShouldBe(("Lone Oak Doors", "hello@loneoak.example"));
        arrived.Subject.ShouldBe("Test mail of " + business.Business.Name);

        using (var sent = await page.Submit(HttpMethod.Post, Page + "/attempts", [], htmx: true)) PageClient.Parse(await sent.Content.ReadAsStringAsync()).QuerySelectorAll("html > body > .notice").Length.ShouldBe(1);
        using (var told = await api.PostJson(Api + "/attempts", null, "once"))
        {
            var answer = await told.ShouldBeJson(200);
            (answer.GetProperty("delivered").GetBoolean(), answer.Text("recipient"), answer.Text("answer")).ShouldBe((true, "hello@loneoak.example", null));
        }
        await mail.FirstTo("hello@loneoak.example");
    }

    [Theory, BothDatabases]
    public async Task A_wrong_password_is_told_as_the_server_says_it_and_the_kept_one_is_what_goes_there(Provider provider)
    {
        await using var closed = ToldMailServer.Saying(ToldMailServer.Wrong);
        await using var open = ToldMailServer.Saying(ToldMailServer.Welcome);
        var api = await (await (await hosts.On(provider)).NewBusiness()).Api();
        await SetUp(api, closed.Port, "office");
        (await Tried(api)).ShouldBe("The mail server answered: 535 5.7.8 Wrong user or password");
        // Another port of the same server keeps the password.
        using (var moved = await api.PutJson(Api, new { port = open.Port }, 1)) await moved.ShouldBeJson(200);
        (await Tried(api)).ShouldBeNull();
        open.SignedIn.ShouldBe(["office " + Secret]);
        open.Heard.ShouldContain("From: Lone Oak Doors <hello@loneoak.example>");
    }

    [Theory, BothDatabases]
    public async Task A_server_that_is_not_there_says_nothing_or_asks_for_no_password_is_told(Provider provider)
    {
        await using var silent = ToldMailServer.Silent();
        await using var down = MailServer.Down();
        var api = await (await (await hosts.On(provider)).NewBusiness()).Api();
        await SetUp(api, down.Port);
        (await Tried(api)).ShouldBe($"Nobody answers at 127.0.0.1, port {down.Port}.");
        using (var moved = await api.PutJson(Api, new { port = silent.Port }, 1)) await moved.ShouldBeJson(200);
        (await Tried(api)).ShouldBe("The mail server did not answer in time.");
        using (var moved = await api.PutJson(Api, new { host = "no-such-server.invalid" }, 2)) await moved.ShouldBeJson(200);
        (await Tried(api)).ShouldNotBeNull().ShouldBeOneOf("No server is called no-such-server.invalid.", "The mail server did not answer in time.");
    }

    [Theory, BothDatabases]
    public async Task A_password_is_not_sent_to_another_machine_that_offers_no_encryption(Provider provider)
    {
        await using var open = ToldMailServer.Saying(ToldMailServer.Welcome, "127.0.0.2");
        var api = await (await (await hosts.On(provider)).NewBusiness()).Api();
        await SetUp(api, open.Port, "office", host: "::ffff:127.0.0.2"); // leads here, and does not say so
        (await Tried(api)).ShouldNotBeNull().ShouldContain("STARTTLS");
        open.SignedIn.ShouldBeEmpty();
    }

    [MailTheory, BothDatabases]
    public async Task A_server_that_takes_no_passwords_is_told_to_whoever_has_one(Provider provider)
    {
        await using var mail = await MailServer.Start();
        var api = await (await (await hosts.On(provider)).NewBusiness()).Api();
        await SetUp(api, mail.Port, "office");
        (await Tried(api)).ShouldNotBeNull().ShouldContain("does not support authentication");
        mail.Taken().ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Without_the_setting_no_server_within_is_asked_even_where_an_account_names_one(Provider provider)
    {
        await using var within = ToldMailServer.Saying(ToldMailServer.Welcome);
        await using var host = await AppHost.Start(provider);
        var business = await host.NewBusiness();
        var api = await business.Api();
        foreach (var (name, port, why) in new[] { ("localhost", 2525, "leads into a private network"), ("::ffff:127.0.0.1", 587, "leads into a private network"), ("127.0.0.1", within.Port, "does not go out by port") })
        {
            // Past the form, as one that was stored while it was allowed, or whose name has come to mean another address.
            await business.InDb(async db =>
            {
                db.RemoveRange(db.MailAccounts);
                await db.SaveChangesAsync();
                db.Add(MailAccount.SetUp(business.Id, new(name, port, null, "hello@loneoak.example", "Lone Oak Doors"), null));
                return await db.SaveChangesAsync();
            });
            (await Tried(api)).ShouldNotBeNull().ShouldContain(why, customMessage: name);
        }
        within.Heard.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task The_password_stands_in_no_log_however_much_is_logged(Provider provider)
    {
        await using var closed = ToldMailServer.Saying(ToldMailServer.Wrong);
        await using var host = await AppHost.Start(provider);
        var key = (await (await host.NewBusiness()).NewKey("owner")).Key;
        await using var server = await ServerProcess.Start(host.Database, [.. Hosts.Wanted, ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft", "Debug"), ("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Debug")]);
        using var api = new HttpClient { BaseAddress = server.Address };
        api.DefaultRequestHeaders.Authorization = new("Bearer", key);
        await SetUp(api, closed.Port, "office");
        (await Tried(api)).ShouldNotBeNull().ShouldContain("535");
        closed.SignedIn.ShouldBe(["office " + Secret]);
        var log = await Eventually.Holds("both requests are logged", () => Task.FromResult(server.Log), log => log.Contains("mail/attempts"));
        foreach (var form in new[] { Secret, Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0office\0{Secret}")) }) log.ShouldNotContain(form);
    }

    private static async Task SetUp(HttpClient api, int port, string? user = null, string host = "127.0.0.1")
    {
        using var made = await api.PutJson(Api, new { host, port, user, password = user is null ? null : Secret, fromAddress = "hello@loneoak.example", fromName = "Lone Oak Doors" });
        await made.ShouldBeJson(200);
    }

    /// <summary>Why the test mail did not go out; null where it did.</summary>
    private static async Task<string?> Tried(HttpClient api)
    {
        using var told = await api.PostJson(Api + "/attempts", null);
        return (await told.ShouldBeJson(200)).Text("answer");
    }
}
