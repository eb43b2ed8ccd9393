using System.Text;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Integrations;

/// <summary>A test text by the account of a business, over real connections: it is taken, or the page says in plain words why not.</summary>
public sealed class SmsAttemptTests(SmsAttemptTests.Hosts hosts) : IClassFixture<SmsAttemptTests.Hosts>
{
    private const string Api = "/api/settings/integrations/sms", Page = "/settings/integrations/sms", Secret = "hunter2horsestaple", Account = "AC0123456789abcdef0123456789abcdef";

    /// <summary>Apps whose texts go to a Twilio on the loopback.</summary>
    public sealed class Hosts : AppHosts
    {
        private ToldTwilio? twilio;

        public ToldTwilio Twilio => twilio ?? throw new InvalidOperationException("It has not started.");

        protected override (string Name, string Value)[] Settings => [("Sms:BaseUrl", Twilio.Url), ("Sms:TimeoutSeconds", "2")];

        public override async ValueTask InitializeAsync() => twilio = await ToldTwilio.Start();

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            await Twilio.DisposeAsync();
        }
    }

    [Theory, BothDatabases]
    public async Task It_goes_to_the_number_that_was_typed(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, page) = (await business.Api(), await business.Page("owner"));
        await SetUp(api);
        var number = provider == Provider.Sqlite ? "512 555 0151" : "512 555 0152";
        using (var sent = await page.Post(Page + "/attempts", ("to", number))) (await page.Read(sent)).QuerySelector("#attempt .notice")!.TextContent.ShouldContain("Twilio has taken it");
        using (var sent = await page.Submit(HttpMethod.Post, Page + "/attempts", [("to", number)], htmx: true))
        {
            var piece = PageClient.Parse(await sent.Content.ReadAsStringAsync());
            (piece.QuerySelectorAll("html > body > .notice").Length, piece.QuerySelector("input[name=to]")!.GetAttribute("value")).ShouldBe((1, number));
        }
        using (var told = await api.PostJson(Api + "/attempts", new { to = number }, "once"))
        {
            var answer = await told.ShouldBeJson(200);
            (answer.GetProperty("taken").GetBoolean(), answer.Text("to"), answer.Text("vendor"), answer.Text("answer")).ShouldBe((true, "+1" + number.Replace(" ", ""), "twilio", null));
        }
        var texts = hosts.Twilio.Texts.Where(t => t.Form["To"] == "+1" + number.Replace(" ", "")).ToList();
        texts.Count.ShouldBe(3);
        texts.ShouldAllBe(t => t.Account == Account && t.Form["From"] == "+15125550100" && t.Form["Body"].StartsWith("Test text of " + business.Business.Name));
    }

    [Theory, BothDatabases]
    public async Task A_number_that_cannot_be_rung_is_told_beside_it_and_nothing_goes_out(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, page) = (await business.Api(), await business.Page("owner"));
        await SetUp(api);
        using (var wrong = await page.Post(Page + "/attempts", ("to", "<i>12</i>")))
        {
            ((int)wrong.StatusCode).ShouldBe(422);
            var shown = await page.Read(wrong);
            (shown.QuerySelector("#f-to-error") is null, shown.QuerySelector("input[name=to]")!.GetAttribute("value"), shown.QuerySelector("#attempt .notice")).ShouldBe((false, "<i>12</i>", null));
        }
        using (var wrong = await page.Submit(HttpMethod.Post, Page + "/attempts", [("to", "")], htmx: true)) ((int)wrong.StatusCode).ShouldBe(422);
        using (var wrong = await api.PostJson(Api + "/attempts", new { to = 5 })) await wrong.ShouldBeProblem(422, "invalid");
        using (var wrong = await api.PostJson(Api + "/attempts", new { })) await wrong.ShouldBeProblem(422, "invalid");
        using (var wrong = await api.PostJson(Api + "/attempts", new { to = "512 555 0143", from = "x" })) await wrong.ShouldBeProblem(422, "invalid");
        hosts.Twilio.Texts.ShouldAllBe(t => !t.Form["Body"].Contains(business.Business.Name));
    }

    [Theory, BothDatabases]
    public async Task What_the_vendor_says_is_told_and_the_token_stands_in_no_log_however_much_is_logged(Provider provider)
    {
        await using var twilio = await ToldTwilio.Start();
        twilio.BeforeTaking = ToldTwilio.Saying(401, """{"code":20003,"message":"Authenticate"}""");
        await using var host = await AppHost.Start(provider);
        var key = (await (await host.NewBusiness()).NewKey("owner")).Key;
        await using var server = await ServerProcess.Start(host.Database, ("Sms:BaseUrl", twilio.Url), ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft", "Debug"), ("Logging:LogLevel:System", "Trace"), ("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Debug"));
        using var api = new HttpClient { BaseAddress = server.Address };
        api.DefaultRequestHeaders.Authorization = new("Bearer", key);
        await SetUp(api);
        using (var told = await api.PostJson(Api + "/attempts", new { to = "512 555 0143" })) (await told.ShouldBeJson(200)).Text("answer").ShouldBe("Twilio answered: 20003 Authenticate");
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Account}:{Secret}"));
        twilio.Authorization.ShouldBe("Basic " + credentials);
        var log = await Eventually.Holds("both calls are logged", () => Task.FromResult(server.Log), log => log.Contains("sms/attempts") && log.Contains("Messages.json"));
        foreach (var form in new[] { Secret, credentials }) log.ShouldNotContain(form);
    }

    private static async Task SetUp(HttpClient api)
    {
        using var made = await api.PutJson(Api, new { accountId = Account, token = Secret, from = "+15125550100" });
        await made.ShouldBeJson(200);
    }
}
