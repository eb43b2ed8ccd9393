using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GarageDoorOS.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Integrations;

/// <summary>The account by which a business calls its leads: set up, changed, stopped, turned off; its secret goes in and never comes out.</summary>
public sealed class TelephonyAccountTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    private const string Api = "/api/settings/integrations/telephony", Page = "/settings/integrations/telephony", Secret = "hunter2 horse staple";
    private const string Account = "AC0123456789abcdef0123456789abcdef", Other = "ACffffffffffffffffffffffffffffffff";

    private static object Whole => new { accountId = Account, secret = Secret, number = "(512) 555-0143" };

    private static readonly (string, string)[] Typed =
        [("vendor", "twilio"), ("accountId", Account), ("secret", Secret), ("number", "512 555 0143"), ("address", ""), ("countries", "us, ca"), ("callsADay", "300"), ("callsAnHourEach", "60"), ("callsADayToOne", "10")];

    [Theory, BothDatabases]
    public async Task A_text_back_is_kept_as_it_was_typed_and_too_long_a_one_is_refused_with_nothing_lost(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var owner = await business.Page("owner");
        using (var saved = await owner.Post(Page, [.. Typed, ("version", "0"), ("textBack", "Sorry that we missed you.\nWhat is your door doing?")])) saved.Where().ShouldBe(Page + "?saved=yes");
        (await (await business.Api()).GetJson(Api)).Text("textBack").ShouldBe("Sorry that we missed you.\nWhat is your door doing?");
        using var refused = await owner.Post(Page, [.. Typed, ("version", "1"), ("textBack", new string('x', 301))]);
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = PageClient.Parse(await refused.Content.ReadAsStringAsync());
        page.QuerySelector("[name=textBack]")!.TextContent.Trim().Length.ShouldBe(301);
        page.QuerySelector("[name=textBack]")!.GetAttribute("aria-invalid").ShouldBe("true");
    }

    [Theory, BothDatabases]
    public async Task A_program_sets_it_up_changes_it_and_turns_it_off_each_from_the_version_it_knows(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var none = await api.GetJson(Api);
        (none.Version(), none.Text("vendor"), none.Text("accountId"), none.Text("number"), none.GetProperty("hasSecret").GetBoolean()).ShouldBe((0, "twilio", null, null, false));
        (await IsCalling(business)).ShouldBeFalse();
        using (var nothing = await api.DeleteVersion(Api, 1)) await nothing.ShouldBeProblem(404);
        using (var early = await api.PutJson(Api, Whole, 1)) (await early.ShouldBeProblem(412, "stale")).GetProperty("current").Version().ShouldBe(0);

        using (var made = await api.PutJson(Api, Whole))
        {
            (await made.ShouldBeJson(200)).Version().ShouldBe(1);
            made.Headers.ETag!.Tag.ShouldBe("\"1\"");
        }
        (await IsCalling(business)).ShouldBeTrue();
        using (var second = await api.PutJson(Api, Whole, 0)) (await second.ShouldBeProblem(412, "stale")).GetProperty("current").Text("number").ShouldBe("+15125550143");
        using (var blind = await api.PutJson(Api, new { number = "512 555 0144" })) await blind.ShouldBeProblem(428);
        // What was got can be put back, and changes nothing.
        var got = await api.GetJson(Api);
        using (var back = await api.PutJson(Api, got)) (await back.ShouldBeJson(200)).Version().ShouldBe(1);
        using (var changed = await api.PutJson(Api, new { records = true, countries = new[] { "us", "CA", "US" }, callsADay = 50, stopped = true, version = 1 })) (await changed.ShouldBeJson(200)).Version().ShouldBe(2);
        using (var stale = await api.PutJson(Api, new { number = "+15125550144" }, 1)) await stale.ShouldBeProblem(412, "stale");
        (await api.GetJson(Api)).GetRawText().ShouldBe(
            $$"""{"vendor":"twilio","accountId":"{{Account}}","hasSecret":true,"number":"+15125550143","address":null,"dialPattern":null,"records":true,"textBack":null,"incomingUrl":null,"countries":["CA","US"],"callsADay":50,"callsAnHourEach":60,"callsADayToOne":10,"stopped":true,"version":2}""");

        using (var blind = await api.DeleteAsync(Api)) await blind.ShouldBeProblem(428);
        using (var stale = await api.DeleteVersion(Api, 1)) await stale.ShouldBeProblem(412, "stale");
        using (var gone = await api.DeleteVersion(Api, 2)) gone.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        ((await api.GetJson(Api)).Version(), await IsCalling(business), await Stored(business)).ShouldBe((0, false, null));
        (await Lines(api)).ShouldBe(
        [
            "created +15125550143", "changed +15125550143 records no yes", "changed +15125550143 limits 300 a day, 60 an hour each, 10 a day to one number stopped", "deleted +15125550143",
        ], ignoreOrder: true);
    }

    [Theory, BothDatabases]
    public async Task A_PBX_wants_its_address_and_how_it_dials_and_none_within_our_network(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        object Pbx(string address, string pattern = "PJSIP/{number}@trunk", bool records = false, string user = "garage") => new { vendor = "asterisk", accountId = user, secret = Secret, number = "512 555 0143", address, dialPattern = pattern, records };
        foreach (var address in new[] { "", "pbx.example.com", "ftp://pbx.example.com", "https://me:secret@pbx.example.com", "https://pbx.example.com/?a=b", "https://localhost:8089", "http://10.0.0.7:8088", "http://127.0.0.1:8088", "http://[::1]:8088", "http://169.254.169.254" })
            using (var refused = await api.PutJson(Api, Pbx(address))) Fields(await refused.ShouldBeProblem(422, "invalid")).ShouldBe(["address"], address);
        foreach (var pattern in new[] { "", "PJSIP/trunk", "PJSIP/{number}@a&PJSIP/1900" })
            using (var refused = await api.PutJson(Api, Pbx("https://pbx.example.com:8089", pattern))) Fields(await refused.ShouldBeProblem(422, "invalid")).ShouldBe(["dialPattern"], pattern);
        using (var refused = await api.PutJson(Api, Pbx("https://pbx.example.com:8089", records: true, user: "a:b"))) Fields(await refused.ShouldBeProblem(422, "invalid")).ShouldBe(["accountId", "records"], ignoreOrder: true);

        using (var made = await api.PutJson(Api, Pbx("https://pbx.example.com:8089/ari/", "PJSIP/{number}@trunk;outbound")))
        {
            var set = await made.ShouldBeJson(200);
            (set.Text("vendor"), set.Text("address"), set.Text("dialPattern")).ShouldBe(("asterisk", "https://pbx.example.com:8089", "PJSIP/{number}@trunk;outbound"));
        }
        // Else the password would be told to another server.
        using (var refused = await api.PutJson(Api, new { address = "https://pbx.other.example:8089", version = 1 })) Fields(await refused.ShouldBeProblem(422, "invalid")).ShouldBe(["secret"]);
        using (var moved = await api.PutJson(Api, new { vendor = "twilio", accountId = Account, secret = Secret, address = "", version = 1 })) (await moved.ShouldBeJson(200)).Text("dialPattern").ShouldBeNull();
    }

    [Theory, BothDatabases]
    public async Task All_that_is_wrong_is_told_at_once_and_nothing_is_stored(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        using (var wrong = await api.PutJson(Api, new { vendor = "twilio", accountId = "AC12", number = "hello", countries = new[] { "Texas" }, callsADay = 0, callsAnHourEach = 501, callsADayToOne = -1, color = "red" }))
            Fields(await wrong.ShouldBeProblem(422, "invalid")).ShouldBe(["accountId", "number", "countries", "callsADay", "callsAnHourEach", "callsADayToOne", "secret", "color"], ignoreOrder: true);
        foreach (var vendor in new[] { "pretend", "vonage", "0", "Twilio", "" })
            using (var refused = await api.PutJson(Api, new { vendor, accountId = Account, secret = Secret, number = "+15125550143" })) Fields(await refused.ShouldBeProblem(422, "invalid")).ShouldContain("vendor", vendor);
        foreach (var countries in new object[] { new[] { 5 }, new[] { "" }, new[] { "USA" }, "US" })
            using (var refused = await api.PutJson(Api, new { accountId = Account, secret = Secret, number = "+15125550143", countries })) Fields(await refused.ShouldBeProblem(422, "invalid")).ShouldBe(["countries"]);
        foreach (var number in new[] { "512 555", "", "+15125550143 ext. 7", Account })
            using (var refused = await api.PutJson(Api, new { accountId = Account, secret = Secret, number })) Fields(await refused.ShouldBeProblem(422, "invalid")).ShouldBe(["number"], number);
        using (var plain = await api.PutJson(Api, new { accountId = Account, secret = Secret, number = "+15125550143", address = "http://api.dublin.ie1.twilio.com" })) Fields(await plain.ShouldBeProblem(422, "invalid")).ShouldBe(["address"]);
        ((await api.GetJson(Api)).Version(), await IsCalling(business)).ShouldBe((0, false));
    }

    [Theory, BothDatabases]
    public async Task A_page_sets_it_up_stops_all_calls_and_turns_it_off(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var owner = await business.Page("owner");
        (await owner.Page("/settings/integrations")).QuerySelector($"a[href='{Page}']")!.TextContent.ShouldStartWith("Set up");
        var blank = await owner.Page(Page);
        (blank.QuerySelector("form[action$=attempts]"), blank.QuerySelector("form[action$=stop]")).ShouldBe((null, null));
        blank.QuerySelectorAll(".vendor-choice a").Select(a => a.TextContent).ShouldBe(["Twilio", "Your own PBX"]);
        var pbx = await owner.Page(Page + "?vendor=asterisk");
        (pbx.QuerySelector("#f-dialPattern") is null, pbx.QuerySelector<IHtmlInputElement>("[name=vendor]")!.Value, pbx.QuerySelector(".pbx-lines")!.TextContent.Contains("[garage-door-code]")).ShouldBe((false, "asterisk", true));
        (await owner.Page(Page + "?vendor=pretend")).QuerySelector<IHtmlInputElement>("[name=vendor]")!.Value.ShouldBe("twilio", "nobody pretends here");

        using (var wrong = await owner.Post(Page, [.. Typed.Where(f => f.Item1 is not ("accountId" or "callsADay" or "countries")), ("accountId", "<b>"), ("countries", "<i>"), ("callsADay", "many"), ("records", "yes"), ("version", "0")]))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var shown = await owner.Read(wrong);
            shown.QuerySelectorAll(".invalid-feedback").Select(e => e.Id).ShouldBe(["f-accountId-error", "f-countries-error", "f-callsADay-error"]);
            (Value(shown, "accountId"), Value(shown, "countries"), Value(shown, "callsADay"), Value(shown, "secret"), shown.QuerySelector<IHtmlInputElement>("[name=records]")!.IsChecked).ShouldBe(("<b>", "<i>", "many", "", true), "typed text is kept, the secret is not");
        }
        using (var saved = await owner.Post(Page, [.. Typed, ("version", "0")])) saved.Where().ShouldBe(Page + "?saved=yes");
        (await owner.Page(Page + "?saved=yes")).QuerySelector(".toast-bar")!.TextContent.ShouldContain("Saved");
        var page = await owner.Page("/settings/integrations");
        page.Body!.TextContent.ShouldContain("Calls go out as +15125550143 by Twilio.");
        (await (await business.Api()).GetJson(Api)).GetProperty("countries").GetRawText().ShouldBe("""["CA","US"]""");

        // One press, whatever version the page knows; and another lets them go on.
        using (var stopped = await owner.Post(Page + "/stop", ("stopped", "yes"))) stopped.Where().ShouldBe(Page);
        (await owner.Page(Page)).QuerySelector(".notice")!.TextContent.ShouldContain("All calls are stopped");
        (await owner.Page("/settings/integrations")).Body!.TextContent.ShouldContain("All calls are stopped");
        // Saving the form does not let them go on unseen.
        using (var saved = await owner.Post(Page, [.. Typed, ("records", "yes"), ("version", "2")])) saved.Where().ShouldBe(Page + "?saved=yes");
        (await business.InDb(db => db.TelephonyAccounts.SingleAsync())).Limits.AreStopped.ShouldBeTrue();
        using (var goes = await owner.Post(Page + "/stop", ("stopped", "no"))) goes.Where().ShouldBe(Page);
        (await owner.Page(Page)).QuerySelectorAll(".notice").Select(notice => notice.TextContent).ShouldNotContain(says => says.Contains("stopped"));
        (await owner.Page("/settings/audit-logs")).Body!.TextContent.ShouldContain("turned recording on in");

        // Somebody else was quicker: mine stays in the form, theirs is told, and saving again makes it so.
        using (var theirs = await (await business.Api()).PutJson(Api, new { number = "+15125550144" }, 4)) await theirs.ShouldBeJson(200);
        using (var stale = await owner.Post(Page, [.. Typed.Where(f => f.Item1 != "number"), ("number", "512 555 0145"), ("version", "4")]))
        {
            stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            var shown = await owner.Read(stale);
            shown.QuerySelector(".notice")!.TextContent.ShouldContain("Calls go out as +15125550144 by Twilio now.");
            (Value(shown, "number"), shown.QuerySelector<IHtmlInputElement>("[name=version]")!.Value).ShouldBe(("512 555 0145", "5"));
        }

        (await owner.Page(Page + "/removal")).QuerySelector($"form[action='{Page}/removal']").ShouldNotBeNull();
        using (var off = await owner.Post(Page + "/removal")) off.Where().ShouldBe("/settings/integrations");
        (await IsCalling(business)).ShouldBeFalse();
        using (var twice = await owner.Post(Page + "/removal")) twice.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (var nothing = await owner.Post(Page + "/stop", ("stopped", "yes"))) nothing.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (var late = await owner.Post(Page, [.. Typed, ("version", "3")])) (await owner.Read(late)).QuerySelector(".notice")!.TextContent.ShouldContain("off now");
    }

    [Theory, BothDatabases]
    public async Task The_secret_is_encrypted_kept_when_none_is_typed_told_to_nobody_and_asked_for_again_where_its_key_is_gone(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, owner) = (await business.Api(), await business.Page("owner"));
        using (var made = await api.PutJson(Api, Whole)) (await made.Content.ReadAsStringAsync()).ShouldNotContain(Secret);
        var first = (await Stored(business)).ShouldNotBeNull();
        first.ShouldNotContain(Secret);
        foreach (var kept in new object[] { new { number = "+15125550144", version = 1 }, new { number = "+15125550145", secret = (string?)null, version = 2 }, new { records = true, secret = "", version = 3 } })
            using (var saved = await api.PutJson(Api, kept)) (await saved.ShouldBeJson(200)).GetProperty("hasSecret").GetBoolean().ShouldBeTrue();
        (await Stored(business)).ShouldBe(first);
        using (var refused = await api.PutJson(Api, new { accountId = Other, version = 4 })) Fields(await refused.ShouldBeProblem(422, "invalid")).ShouldBe(["secret"]);
        using (var refused = await api.PutJson(Api, new { address = "https://api.dublin.ie1.twilio.com", version = 4 })) Fields(await refused.ShouldBeProblem(422, "invalid")).ShouldBe(["secret"]);
        using (var changed = await api.PutJson(Api, new { secret = Secret + "!", version = 4 })) (await changed.ShouldBeJson(200)).Version().ShouldBe(5);
        (await Lines(api)).ShouldContain("changed +15125550145 secret");
        foreach (var answer in new[] { await Text(api, Api), await Text(api, "/api/audit-logs"), await Text(owner.Http, Page), await Text(owner.Http, "/settings/integrations"), await Text(owner.Http, "/settings/audit-logs") })
        {
            answer.ShouldNotContain(Secret);
            answer.ShouldNotContain((await Stored(business))!);
        }

        var unreadable = new EphemeralDataProtectionProvider().CreateProtector("telephony-account").Protect(Secret);
        await business.InDb(db => db.TelephonyAccounts.ExecuteUpdateAsync(set => set.SetProperty(a => a.Secret, unreadable)));
        (await api.GetJson(Api)).GetProperty("hasSecret").GetBoolean().ShouldBeFalse();
        (await owner.Page("/settings/integrations")).Body!.TextContent.ShouldContain("cannot be read any more");
        (await owner.Page(Page)).QuerySelector(".notice")!.TextContent.ShouldContain("Type the secret again");
        using (var tried = await api.PostAsync(Api + "/attempts", null)) (await tried.ShouldBeJson(200)).Text("answer").ShouldBe("The stored secret cannot be read any more. Type it again.");
        using (var refused = await api.PutJson(Api, new { number = "+15125550146" }, 5)) Fields(await refused.ShouldBeProblem(422, "invalid")).ShouldBe(["secret"]);
        using (var mended = await api.PutJson(Api, new { secret = Secret }, 5)) (await mended.ShouldBeJson(200)).GetProperty("hasSecret").GetBoolean().ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task Who_may_not_manage_settings_is_kept_out_and_another_business_has_none_of_it(Provider provider)
    {
        var host = await hosts.On(provider);
        var (ours, theirs) = (await host.NewBusiness(), await host.NewBusiness());
        var (api, stranger) = (await ours.Api("admin"), await theirs.Api());
        using (var made = await api.PutJson(Api, Whole)) await made.ShouldBeJson(200);
        var (manager, page) = (await ours.Api("manager"), await ours.Page("manager"));
        using (var refused = await manager.GetAsync(Api)) await refused.ShouldBeProblem(403, "forbidden");
        using (var refused = await manager.PutJson(Api, Whole, 1)) await refused.ShouldBeProblem(403, "forbidden");
        using (var refused = await manager.DeleteVersion(Api, 1)) await refused.ShouldBeProblem(403, "forbidden");
        using (var refused = await manager.PostAsync(Api + "/attempts", null)) await refused.ShouldBeProblem(403, "forbidden");
        foreach (var address in new[] { Page, Page + "/removal" })
            using (var refused = await page.Http.GetAsync(address)) refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        await page.Page("/leads");
        using (var refused = await page.Post(Page + "/stop", ("stopped", "yes"))) refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await stranger.GetJson(Api)).Version().ShouldBe(0);
        using (var nothing = await stranger.DeleteVersion(Api, 1)) await nothing.ShouldBeProblem(404);
        using (var nothing = await stranger.PostAsync(Api + "/attempts", null)) await nothing.ShouldBeProblem(409, "telephony_account_missing");
        using (var own = await stranger.PutJson(Api, new { accountId = Other, secret = Secret, number = "+15125550199" })) await own.ShouldBeJson(200);
        (await api.GetJson(Api)).Text("accountId").ShouldBe(Account);
        (await theirs.InDb(db => db.TelephonyAccounts.SingleAsync())).AccountId.ShouldBe(Other);
    }

    private static Task<string?> Stored(TestBusiness business) => business.InDb(db => db.TelephonyAccounts.Select(a => a.Secret).SingleOrDefaultAsync());

    private static Task<bool> IsCalling(TestBusiness business) => business.InDb(db => db.Businesses.Where(b => b.Id == business.Id).Select(b => b.IsCalling).SingleAsync());

    private static IEnumerable<string> Fields(JsonElement problem) => problem.GetProperty("errors").EnumerateObject().Select(e => e.Name);

    private static string? Value(IHtmlDocument page, string field) => page.QuerySelector<IHtmlInputElement>("#f-" + field)!.Value;

    private static async Task<string> Text(HttpClient client, string path) => WebUtility.HtmlDecode(await client.GetStringAsync(path));

    private static async Task<IReadOnlyList<string>> Lines(HttpClient api) =>
    [
        .. (await api.GetJson("/api/audit-logs")).GetProperty("items").EnumerateArray().Where(l => l.GetRawText().Contains("telephony_account"))
            .Select(l => string.Join(' ', new[] { "action", "record", "field", "old", "new" }.Select(field => l.Text(field)).Where(text => text is not null))),
    ];
}
