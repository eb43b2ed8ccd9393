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

/// <summary>The account by which a business texts its leads: set up, changed, turned off; its token goes in and never comes out.</summary>
public sealed class SmsAccountTests(SmsAccountTests.Hosts hosts) : IClassFixture<SmsAccountTests.Hosts>
{
    private const string Api = "/api/settings/integrations/sms", Page = "/settings/integrations/sms", Secret = "hunter2 horse staple";
    private const string Account = "AC0123456789abcdef0123456789abcdef", Other = "ACffffffffffffffffffffffffffffffff", Group = "MG0123456789abcdef0123456789abcdef";

    /// <summary>Apps that know under which address the world finds them.</summary>
    public sealed class Hosts : AppHosts
    {
        protected override (string Name, string Value)[] Settings => [("App:PublicUrl", "http://doors.example/")];
    }

    private static object Whole => new { accountId = Account, token = Secret, from = "(512) 555-0143" };

    private static readonly (string, string)[] Typed = [("accountId", Account), ("token", Secret), ("from", "512 555 0143")];

    [Theory, BothDatabases]
    public async Task A_program_sets_it_up_changes_it_and_turns_it_off_each_from_the_version_it_knows(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var none = await api.GetJson(Api);
        (none.Version(), none.Text("vendor"), none.Text("accountId"), none.Text("from"), none.GetProperty("hasToken").GetBoolean()).ShouldBe((0, "twilio", null, null, false));
        using (var nothing = await api.DeleteVersion(Api, 1)) await nothing.ShouldBeProblem(404);
        using (var early = await api.PutJson(Api, Whole, 1)) (await early.ShouldBeProblem(412, "stale")).GetProperty("current").Version().ShouldBe(0);

        using (var made = await api.PutJson(Api, Whole))
        {
            (await made.ShouldBeJson(200)).Version().ShouldBe(1);
            made.Headers.ETag!.Tag.ShouldBe("\"1\"");
        }
        using (var second = await api.PutJson(Api, Whole, 0)) (await second.ShouldBeProblem(412, "stale")).GetProperty("current").Text("from").ShouldBe("+15125550143");
        using (var blind = await api.PutJson(Api, new { from = Group })) await blind.ShouldBeProblem(428);
        // What was got can be put back, and changes nothing.
        var got = await api.GetJson(Api);
        using (var back = await api.PutJson(Api, got)) (await back.ShouldBeJson(200)).Version().ShouldBe(1);
        using (var changed = await api.PutJson(Api, new { from = Group, version = 1 })) (await changed.ShouldBeJson(200)).Text("from").ShouldBe(Group);
        using (var stale = await api.PutJson(Api, new { from = "+15125550144" }, 1)) (await stale.ShouldBeProblem(412, "stale")).GetProperty("current").Text("from").ShouldBe(Group);
        var hook = $"http://doors.example/hooks/sms/{business.Id}";
        (await api.GetJson(Api)).GetRawText().ShouldBe(
            $$"""{"vendor":"twilio","accountId":"{{Account}}","hasToken":true,"from":"{{Group}}","inboundUrl":"{{hook}}/inbound","statusUrl":"{{hook}}/status","version":2}""");

        using (var blind = await api.DeleteAsync(Api)) await blind.ShouldBeProblem(428);
        using (var stale = await api.DeleteVersion(Api, 1)) await stale.ShouldBeProblem(412, "stale");
        using (var gone = await api.DeleteVersion(Api, 2)) gone.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await api.GetJson(Api)).Version().ShouldBe(0);
        (await Stored(business)).ShouldBeNull();
        (await Lines(api)).ShouldBe(["created +15125550143", $"deleted {Group}", $"changed {Group} from +15125550143 {Group}"], ignoreOrder: true);
    }

    [Theory, BothDatabases]
    public async Task All_that_is_wrong_is_told_at_once_and_nothing_is_stored(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        using (var wrong = await api.PutJson(Api, new { vendor = "twilio", accountId = "AC12", from = "hello", color = "red" }))
            Fields(await wrong.ShouldBeProblem(422, "invalid")).ShouldBe(["accountId", "from", "token", "color"], ignoreOrder: true);
        foreach (var vendor in new[] { "pretend", "vonage", "0", "Twilio", "" })
            using (var refused = await api.PutJson(Api, new { vendor, accountId = Account, token = Secret, from = "+15125550143" })) Fields(await refused.ShouldBeProblem(422, "invalid")).ShouldBe(["vendor"], vendor);
        foreach (var accountId in new[] { Account + "\n0", Account + "0", "SK0123456789abcdef0123456789abcdef", "AC0123456789abcdef0123456789abcdeg", "../" + Account })
            using (var refused = await api.PutJson(Api, new { accountId, token = Secret, from = "+15125550143" })) Fields(await refused.ShouldBeProblem(422, "invalid")).ShouldBe(["accountId"], accountId);
        foreach (var from in new[] { "512 555", "", "+15125550143 ext. 7", "MG12", Account })
            using (var refused = await api.PutJson(Api, new { accountId = Account, token = Secret, from })) Fields(await refused.ShouldBeProblem(422, "invalid")).ShouldBe(["from"], from);
        (await api.GetJson(Api)).Version().ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task A_page_sets_it_up_says_what_the_vendor_has_to_know_and_turns_it_off(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var owner = await business.Page("owner");
        (await owner.Page("/settings/integrations")).QuerySelector($"a[href='{Page}']")!.TextContent.ShouldStartWith("Set up");
        var blank = await owner.Page(Page);
        blank.QuerySelector("form[action$=attempts]").ShouldBeNull();
        blank.QuerySelector("[name=vendor]").ShouldBeNull("there is one to choose");

        using (var wrong = await owner.Post(Page, ("accountId", "<b>"), ("token", Secret), ("from", "nobody"), ("version", "0")))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var shown = await owner.Read(wrong);
            shown.QuerySelectorAll(".invalid-feedback").Select(e => e.Id).ShouldBe(["f-accountId-error", "f-from-error"]);
            (Value(shown, "accountId"), Value(shown, "from"), Value(shown, "token")).ShouldBe(("<b>", "nobody", ""), "typed text is kept, the token is not");
        }
        using (var saved = await owner.Post(Page, [.. Typed, ("version", "0")])) saved.Where().ShouldBe(Page + "?saved=yes");
        var set = await owner.Page(Page + "?saved=yes");
        set.QuerySelector(".toast-bar")!.TextContent.ShouldContain("Saved");
        (Value(set, "inbound"), Value(set, "status")).ShouldBe(($"http://doors.example/hooks/sms/{business.Id}/inbound", $"http://doors.example/hooks/sms/{business.Id}/status"));
        var page = await owner.Page("/settings/integrations");
        page.Body!.TextContent.ShouldContain("Texts go out as +15125550143 by Twilio.");
        page.QuerySelector($"a[href='{Page}']")!.TextContent.ShouldStartWith("Change");

        // Somebody else was quicker: mine stays in the form, theirs is told, and saving again makes it so.
        using (var theirs = await (await business.Api()).PutJson(Api, new { from = "+15125550144" }, 1)) await theirs.ShouldBeJson(200);
        using (var stale = await owner.Post(Page, [.. Typed.Where(f => f.Item1 != "from"), ("from", "512 555 0145"), ("version", "1")]))
        {
            stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            var shown = await owner.Read(stale);
            shown.QuerySelector(".notice")!.TextContent.ShouldContain("Texts go out as +15125550144 by Twilio now.");
            (Value(shown, "from"), shown.QuerySelector<IHtmlInputElement>("[name=version]")!.Value).ShouldBe(("512 555 0145", "2"));
        }
        using (var again = await owner.Post(Page, ("accountId", Account), ("token", ""), ("from", "512 555 0145"), ("version", "2"))) again.Where().ShouldBe(Page + "?saved=yes");
        (await (await business.Api()).GetJson(Api)).Text("from").ShouldBe("+15125550145");

        (await owner.Page(Page + "/removal")).QuerySelector($"form[action='{Page}/removal']").ShouldNotBeNull();
        using (var off = await owner.Post(Page + "/removal")) off.Where().ShouldBe("/settings/integrations");
        (await owner.Page("/settings/integrations")).QuerySelector($"a[href='{Page}']")!.TextContent.ShouldStartWith("Set up");
        using (var twice = await owner.Post(Page + "/removal")) twice.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (var late = await owner.Post(Page, [.. Typed, ("version", "3")])) (await owner.Read(late)).QuerySelector(".notice")!.TextContent.ShouldContain("off now");
    }

    [Theory, BothDatabases]
    public async Task The_token_is_encrypted_kept_when_none_is_typed_and_told_to_nobody(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, owner) = (await business.Api(), await business.Page("owner"));
        using (var made = await api.PutJson(Api, Whole)) (await made.Content.ReadAsStringAsync()).ShouldNotContain(Secret);
        var first = await Stored(business);
        first.ShouldNotBeNull();
        first.ShouldNotContain(Secret);

        foreach (var kept in new object[] { new { from = "+15125550144", version = 1 }, new { from = "+15125550145", token = (string?)null, version = 2 }, new { from = Group, token = "", version = 3 } })
            using (var saved = await api.PutJson(Api, kept)) (await saved.ShouldBeJson(200)).GetProperty("hasToken").GetBoolean().ShouldBeTrue();
        (await Stored(business)).ShouldBe(first);
        // Else the token of one account would be shown to another.
        using (var refused = await api.PutJson(Api, new { accountId = Other, version = 4 })) Fields(await refused.ShouldBeProblem(422, "invalid")).ShouldBe(["token"]);
        using (var changed = await api.PutJson(Api, new { token = Secret + "!", version = 4 })) (await changed.ShouldBeJson(200)).Version().ShouldBe(5);
        (await Stored(business)).ShouldNotBe(first);
        (await Lines(api)).ShouldContain($"changed {Group} token");

        foreach (var answer in new[] { await Text(api, Api), await Text(api, "/api/audit-logs"), await Text(owner.Http, Page), await Text(owner.Http, "/settings/integrations"), await Text(owner.Http, "/settings/audit-logs") })
        {
            answer.ShouldNotContain(Secret);
            answer.ShouldNotContain((await Stored(business))!);
        }
    }

    [Theory, BothDatabases]
    public async Task A_token_whose_key_is_gone_is_asked_for_again(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, owner) = (await business.Api(), await business.Page("owner"));
        using (var made = await api.PutJson(Api, Whole)) await made.ShouldBeJson(200);
        var unreadable = new EphemeralDataProtectionProvider().CreateProtector("sms-account").Protect(Secret);
        await business.InDb(db => db.SmsAccounts.ExecuteUpdateAsync(set => set.SetProperty(a => a.Token, unreadable)));

        (await api.GetJson(Api)).GetProperty("hasToken").GetBoolean().ShouldBeFalse();
        (await owner.Page("/settings/integrations")).Body!.TextContent.ShouldContain("cannot be read any more");
        (await owner.Page(Page)).QuerySelector(".notice")!.TextContent.ShouldContain("Type the token again");
        using (var tried = await api.PostJson(Api + "/attempts", new { to = "512 555 0150" })) (await tried.ShouldBeJson(200)).Text("answer").ShouldBe("The stored token cannot be read any more. Type it again.");
        using (var refused = await api.PutJson(Api, new { from = Group }, 1)) Fields(await refused.ShouldBeProblem(422, "invalid")).ShouldBe(["token"]);
        using (var mended = await api.PutJson(Api, new { token = Secret }, 1)) (await mended.ShouldBeJson(200)).GetProperty("hasToken").GetBoolean().ShouldBeTrue();
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
        using (var refused = await manager.PostJson(Api + "/attempts", new { to = "512 555 0150" })) await refused.ShouldBeProblem(403, "forbidden");
        foreach (var address in new[] { Page, Page + "/removal" })
            using (var refused = await page.Http.GetAsync(address)) refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await stranger.GetJson(Api)).Version().ShouldBe(0);
        using (var nothing = await stranger.DeleteVersion(Api, 1)) await nothing.ShouldBeProblem(404);
        using (var nothing = await stranger.PostJson(Api + "/attempts", new { to = "512 555 0150" })) await nothing.ShouldBeProblem(409, "sms_account_missing");
        using (var own = await stranger.PutJson(Api, new { accountId = Other, token = Secret, from = "+15125550199" })) await own.ShouldBeJson(200);
        (await api.GetJson(Api)).Text("accountId").ShouldBe(Account);
        (await theirs.InDb(db => db.SmsAccounts.SingleAsync())).AccountId.ShouldBe(Other);
    }

    [Theory, BothDatabases]
    public async Task Where_it_is_allowed_a_business_may_pretend_and_without_a_public_address_the_page_says_what_is_missing(Provider provider)
    {
        await using var host = await AppHost.Start(provider, ("Sms:AllowPretend", "true"));
        var business = await host.NewBusiness();
        var (api, owner) = (await business.Api(), await business.Page("owner"));
        (await owner.Page(Page)).QuerySelectorAll("[name=vendor] option").Select(o => o.GetAttribute("value")).ShouldBe(["twilio", "pretend"]);
        using (var saved = await owner.Post(Page, ("vendor", "pretend"), ("accountId", ""), ("token", ""), ("from", "512 555 0143"), ("version", "0"))) saved.Where().ShouldBe(Page + "?saved=yes");
        using (var tried = await owner.Post(Page + "/attempts", ("to", "512 555 0150"))) (await owner.Read(tried)).QuerySelector("#attempt .notice")!.TextContent.ShouldContain("Nothing went out");
        (await owner.Page("/settings/integrations")).Body!.TextContent.ShouldContain("nothing goes out");

        using (var real = await api.PutJson(Api, new { vendor = "twilio", accountId = Account, token = Secret }, 1)) (await real.ShouldBeJson(200)).Text("inboundUrl").ShouldBeNull();
        (await owner.Page(Page)).QuerySelector(".notice")!.TextContent.ShouldContain("App__PublicUrl");
    }

    private static Task<string?> Stored(TestBusiness business) => business.InDb(db => db.SmsAccounts.Select(a => a.Token).SingleOrDefaultAsync());

    private static IEnumerable<string> Fields(JsonElement problem) => problem.GetProperty("errors").EnumerateObject().Select(e => e.Name);

    private static string? Value(IHtmlDocument page, string field) => page.QuerySelector<IHtmlInputElement>("#f-" + field)!.Value;

    private static async Task<string> Text(HttpClient client, string path) => WebUtility.HtmlDecode(await client.GetStringAsync(path));

    private static async Task<IReadOnlyList<string>> Lines(HttpClient api) =>
    [
        .. (await api.GetJson("/api/audit-logs")).GetProperty("items").EnumerateArray().Where(l => l.GetRawText().Contains("sms_account"))
            .Select(l => string.Join(' ', new[] { "action", "record", "field", "old", "new" }.Select(field => l.Text(field)).Where(text => text is not null))),
    ];
}
