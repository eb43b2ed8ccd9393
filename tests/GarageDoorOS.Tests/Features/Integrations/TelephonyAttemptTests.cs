using System.Text;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Integrations;

/// <summary>A look at the account for calls of a business, over real connections: its vendor knows it, or the page says in plain words why not. Nobody is rung.</summary>
public sealed class TelephonyAttemptTests
{
    private const string Api = "/api/settings/integrations/telephony", Page = "/settings/integrations/telephony", Secret = "hunter2horsestaple", Account = "AC0123456789abcdef0123456789abcdef";

    [Theory, BothDatabases]
    public async Task Twilio_is_asked_who_the_account_is_and_a_PBX_what_it_is(Provider provider)
    {
        await using var twilio = await ToldVendor.Start(ToldTwilio.Saying(200, """{"friendly_name":"Lone Oak <Doors>","status":"active"}"""));
        await using var pbx = await ToldPbx.Start();
        await using var host = await AppHost.Start(provider, ("Telephony:BaseUrl", twilio.Url), ("Webhooks:AllowPrivateTargets", "true"), ("Telephony:AllowPretend", "true"));
        var business = await host.NewBusiness();
        var (api, page) = (await business.Api(), await business.Page("owner"));
        using (var made = await api.PutJson(Api, new { accountId = Account, secret = Secret, number = "+15125550100" })) await made.ShouldBeJson(200);
        await page.Page(Page);
        using (var tried = await page.Post(Page + "/attempts")) (await page.Read(tried)).QuerySelector("#attempt .notice")!.TextContent.ShouldContain("Twilio knows the account as «Lone Oak <Doors>».");
        using (var tried = await page.Submit(HttpMethod.Post, Page + "/attempts", [], htmx: true)) PageClient.Parse(await tried.Content.ReadAsStringAsync()).QuerySelectorAll("html > body > .notice").Length.ShouldBe(1);
        twilio.Answer = ToldTwilio.Saying(401, """{"code":20003,"message":"Authenticate"}""");
        using (var told = await api.PostAsync(Api + "/attempts", null))
        {
            var answer = await told.ShouldBeJson(200);
            (answer.GetProperty("works").GetBoolean(), answer.Text("vendor"), answer.Text("name"), answer.Text("answer")).ShouldBe((false, "twilio", null, "Twilio answered: 20003 Authenticate Look at the Account SID and the auth token."));
        }
        twilio.Asked.ShouldAllBe(asked => asked.Method == "GET");

        using (var changed = await api.PutJson(Api, new { vendor = "asterisk", accountId = ToldPbx.User, secret = ToldPbx.Password, address = pbx.Url, dialPattern = "PJSIP/{number}@trunk" }, 1)) await changed.ShouldBeJson(200);
        using (var tried = await page.Post(Page + "/attempts")) (await page.Read(tried)).QuerySelector("#attempt .notice")!.TextContent.ShouldContain("The PBX answers: Asterisk 20.5.2.");
        pbx.Channels.ShouldBe(0);

        using (var changed = await page.Post(Page, ("vendor", "pretend"), ("number", "512 555 0100"), ("countries", ""), ("callsADay", "300"), ("callsAnHourEach", "60"), ("callsADayToOne", "10"), ("version", "2"))) changed.Where().ShouldBe(Page + "?saved=yes");
        using (var tried = await page.Post(Page + "/attempts")) (await page.Read(tried)).QuerySelector("#attempt .notice")!.TextContent.ShouldContain("No phone rings");
        (await page.Page("/settings/integrations")).Body!.TextContent.ShouldContain("no phone does");
        (await page.Page(Page)).QuerySelectorAll(".vendor-choice a").Length.ShouldBe(3);
    }

    [Fact]
    public async Task Twilio_fetches_what_it_says_before_a_recorded_call_and_needs_to_be_nobody()
    {
        await using var host = await AppHost.Start(Provider.Sqlite);
        using var answer = await host.Anonymous().GetAsync("/hooks/calls/announcement");
        ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, await answer.Content.ReadAsStringAsync()).ShouldBe((200, "text/xml", "<Response><Say>This call is recorded.</Say></Response>"));
    }

    [Theory, BothDatabases]
    public async Task The_secret_stands_in_no_log_however_much_is_logged(Provider provider)
    {
        await using var twilio = await ToldVendor.Start(ToldTwilio.Saying(401, """{"code":20003,"message":"Authenticate"}"""));
        await using var host = await AppHost.Start(provider);
        var key = (await (await host.NewBusiness()).NewKey("owner")).Key;
        await using var server = await ServerProcess.Start(host.Database, ("Telephony:BaseUrl", twilio.Url), ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft", "Debug"), ("Logging:LogLevel:System", "Trace"), ("Logging:LogLevel:Microsoft.EntityFrameworkCore", "Debug"));
        using var api = new HttpClient { BaseAddress = server.Address };
        api.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using (var made = await api.PutJson(Api, new { accountId = Account, secret = Secret, number = "+15125550100" })) await made.ShouldBeJson(200);
        using (var told = await api.PostAsync(Api + "/attempts", null)) (await told.ShouldBeJson(200)).Text("answer")!.ShouldStartWith("Twilio answered: 20003");
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Account}:{Secret}"));
        twilio.Asked.ShouldHaveSingleItem().Authorization.ShouldBe("Basic " + credentials);
        var log = await Eventually.Holds("both calls are logged", () => Task.FromResult(server.Log), log => log.Contains("telephony/attempts") && log.Contains($"{Account}.json"));
        foreach (var form in new[] { Secret, credentials }) log.ShouldNotContain(form);
    }
}
