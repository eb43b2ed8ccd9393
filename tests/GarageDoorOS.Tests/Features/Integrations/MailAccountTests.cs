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

/// <summary>The account by which a business writes to its leads: set up, changed, turned off; its password goes in and never comes out.</summary>
public sealed class MailAccountTests(SharedHosts hosts)
{
    private const string Api = "/api/settings/integrations/mail", Page = "/settings/integrations/mail", Secret = "hunter2 horse staple";

    private static object Whole => new { host = "smtp.example.com", port = 465, user = "office@loneoak.example", password = Secret, fromAddress = "hello@loneoak.example", fromName = "Lone Oak Doors" };

    private static readonly (string, string)[] Typed =
        [("host", "smtp.example.com"), ("port", "587"), ("user", "office@loneoak.example"), ("password", Secret), ("fromAddress", "hello@loneoak.example"), ("fromName", "Lone Oak Doors")];

    [Theory, BothDatabases]
    public async Task A_program_sets_it_up_changes_it_and_turns_it_off_each_from_the_version_it_knows(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var none = await api.GetJson(Api);
        none.Version().ShouldBe(0);
        (none.Text("host"), none.GetProperty("port").GetInt32(), none.Text("fromName"), none.GetProperty("hasPassword").GetBoolean()).ShouldBe((null, 587, business.Business.Name, false));
        using (var nothing = await api.DeleteVersion(Api, 1)) await nothing.ShouldBeProblem(404);
        using (var early = await api.PutJson(Api, Whole, 1)) (await early.ShouldBeProblem(412, "stale")).GetProperty("current").Version().ShouldBe(0);

        using (var made = await api.PutJson(Api, Whole))
        {
            (await made.ShouldBeJson(200)).Version().ShouldBe(1);
            made.Headers.ETag!.Tag.ShouldBe("\"1\"");
        }
        using (var second = await api.PutJson(Api, Whole, 0)) (await second.ShouldBeProblem(412, "stale")).GetProperty("current").Text("host").ShouldBe("smtp.example.com");
        using (var blind = await api.PutJson(Api, new { port = 587 })) await blind.ShouldBeProblem(428);
        // What was got can be put back, and changes nothing.
        var got = await api.GetJson(Api);
        using (var back = await api.PutJson(Api, got)) (await back.ShouldBeJson(200)).Version().ShouldBe(1);
        using (var changed = await api.PutJson(Api, new { port = 587, fromName = "", version = 1 })) (await changed.ShouldBeJson(200)).Text("fromName").ShouldBe(business.Business.Name);
        using (var stale = await api.PutJson(Api, new { port = 25 }, 1)) (await stale.ShouldBeProblem(412, "stale")).GetProperty("current").GetProperty("port").GetInt32().ShouldBe(587);
        (await api.GetJson(Api)).GetRawText().ShouldBe(
            $$"""{"host":"smtp.example.com","port":587,"user":"office@loneoak.example","hasPassword":true,"fromAddress":"hello@loneoak.example","fromName":"{{business.Business.Name}}","hasInboundKey":false,"inboundUrl":null,"statusUrl":null,"version":2}""");

        using (var blind = await api.DeleteAsync(Api)) await blind.ShouldBeProblem(428);
        using (var stale = await api.DeleteVersion(Api, 1)) await stale.ShouldBeProblem(412, "stale");
        using (var gone = await api.DeleteVersion(Api, 2)) gone.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await api.GetJson(Api)).Version().ShouldBe(0);
        (await Stored(business)).ShouldBeNull();
        using (var open = await api.PutJson(Api, new { host = "relay.example.com", fromAddress = "hello@loneoak.example" })) (await open.ShouldBeJson(200)).Text("user").ShouldBeNull();
        (await Lines(api)).ShouldBe(
        [
            "created hello@loneoak.example", "deleted hello@loneoak.example", $"changed hello@loneoak.example fromName Lone Oak Doors {business.Business.Name}",
            "changed hello@loneoak.example port 465 587", "created hello@loneoak.example",
        ], ignoreOrder: true);
    }

    [Theory, BothDatabases]
    public async Task All_that_is_wrong_is_told_at_once_and_nothing_is_stored(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        using (var wrong = await api.PutJson(Api, new { host = "smtp://x", port = 80, user = "me", fromAddress = "hello", color = "red" }))
            Fields(await wrong.ShouldBeProblem(422, "invalid")).ShouldBe(["host", "port", "fromAddress", "password", "color"], ignoreOrder: true);
        using (var odd = await api.PutJson(Api, new { port = "many", password = Secret }))
            Fields(await odd.ShouldBeProblem(422, "invalid")).ShouldBe(["host", "port", "fromAddress", "user"], ignoreOrder: true);
        foreach (var host in new[] { "localhost", "127.0.0.1", "10.0.0.7", "[::1]", "::ffff:169.254.169.254", "mail", "a b", "x.example.com:25" })
            using (var within = await api.PutJson(Api, new { host, fromAddress = "hello@loneoak.example" })) Fields(await within.ShouldBeProblem(422, "invalid")).ShouldBe(["host"], host);
        (await api.GetJson(Api)).Version().ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task A_page_sets_it_up_says_so_and_turns_it_off(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var owner = await business.Page("owner");
        (await owner.Page("/settings/integrations")).QuerySelector($"a[href='{Page}']")!.TextContent.ShouldStartWith("Set up");
        var blank = await owner.Page(Page);
        (Value(blank, "host"), Value(blank, "port"), Value(blank, "fromName")).ShouldBe(("", "587", business.Business.Name));
        blank.QuerySelector("form[action$=attempts]").ShouldBeNull();

        using (var wrong = await owner.Post(Page, [.. Typed.Where(f => f.Item1 is not ("host" or "port")), ("host", ""), ("port", "no"), ("version", "0")]))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var shown = await owner.Read(wrong);
            shown.QuerySelectorAll(".invalid-feedback").Select(e => e.Id).ShouldBe(["f-host-error", "f-port-error"]);
            (Value(shown, "port"), Value(shown, "user"), Value(shown, "password")).ShouldBe(("no", "office@loneoak.example", ""), "typed text is kept, the password is not");
        }
        using (var saved = await owner.Post(Page, [.. Typed, ("version", "0")])) saved.Where().ShouldBe(Page + "?saved=yes");
        (await owner.Page(Page + "?saved=yes")).QuerySelector(".toast-bar")!.TextContent.ShouldContain("Saved");
        var page = await owner.Page("/settings/integrations");
        page.Body!.TextContent.ShouldContain("Mail goes out as Lone Oak Doors <hello@loneoak.example> by smtp.example.com.");
        page.QuerySelector($"a[href='{Page}']")!.TextContent.ShouldStartWith("Change");

        // Somebody else was quicker: mine stays in the form, theirs is told, and saving again makes it so.
        using (var theirs = await (await business.Api()).PutJson(Api, new { fromName = "Their Doors" }, 1)) await theirs.ShouldBeJson(200);
        using (var stale = await owner.Post(Page, [.. Typed.Where(f => f.Item1 != "fromName"), ("fromName", "My Doors"), ("version", "1")]))
        {
            stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            var shown = await owner.Read(stale);
            shown.QuerySelector(".notice")!.TextContent.ShouldContain("Their Doors <hello@loneoak.example>");
            (Value(shown, "fromName"), shown.QuerySelector<IHtmlInputElement>("[name=version]")!.Value).ShouldBe(("My Doors", "2"));
        }
        using (var again = await owner.Post(Page, [.. Typed.Where(f => f.Item1 is not ("fromName" or "password")), ("fromName", "My Doors"), ("password", ""), ("version", "2")])) again.Where().ShouldBe(Page + "?saved=yes");

        (await owner.Page(Page + "/removal")).QuerySelector($"form[action='{Page}/removal']").ShouldNotBeNull();
        using (var off = await owner.Post(Page + "/removal")) off.Where().ShouldBe("/settings/integrations");
        (await owner.Page("/settings/integrations")).QuerySelector($"a[href='{Page}']")!.TextContent.ShouldStartWith("Set up");
        using (var twice = await owner.Post(Page + "/removal")) twice.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (var late = await owner.Post(Page, [.. Typed, ("version", "3")])) (await owner.Read(late)).QuerySelector(".notice")!.TextContent.ShouldContain("off now");
    }

    [Theory, BothDatabases]
    public async Task The_password_is_encrypted_kept_when_none_is_typed_and_told_to_nobody(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, owner) = (await business.Api(), await business.Page("owner"));
        using (var made = await api.PutJson(Api, Whole)) (await made.Content.ReadAsStringAsync()).ShouldNotContain(Secret);
        var first = await Stored(business);
        first.ShouldNotBeNull();
        first.ShouldNotContain(Secret);

        foreach (var kept in new object[] { new { port = 587, version = 1 }, new { port = 465, password = (string?)null, version = 2 }, new { port = 25, password = "", version = 3 } })
            using (var saved = await api.PutJson(Api, kept)) (await saved.ShouldBeJson(200)).GetProperty("hasPassword").GetBoolean().ShouldBeTrue();
        using (var saved = await owner.Post(Page, [.. Typed.Where(f => f.Item1 != "password"), ("password", ""), ("version", "4")])) saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Stored(business)).ShouldBe(first);
        // Else whoever may change the server could have it sent to their own.
        foreach (var elsewhere in new object[] { new { host = "smtp.attacker.example", version = 5 }, new { user = "other@loneoak.example", version = 5 } })
            using (var refused = await api.PutJson(Api, elsewhere)) Fields(await refused.ShouldBeProblem(422, "invalid")).ShouldBe(["password"]);
        using (var changed = await api.PutJson(Api, new { password = Secret + "!", version = 5 })) (await changed.ShouldBeJson(200)).Version().ShouldBe(6);
        (await Stored(business)).ShouldNotBe(first);
        (await Lines(api)).ShouldContain("changed hello@loneoak.example password");

        foreach (var answer in new[] { await Text(api, Api), await Text(api, "/api/audit-logs"), await Text(owner.Http, Page), await Text(owner.Http, "/settings/integrations"), await Text(owner.Http, "/settings/audit-logs") })
        {
            answer.ShouldNotContain(Secret);
            answer.ShouldNotContain((await Stored(business))!);
        }
        using (var none = await api.PutJson(Api, new { user = (string?)null, version = 6 })) (await none.ShouldBeJson(200)).GetProperty("hasPassword").GetBoolean().ShouldBeFalse();
        (await Stored(business)).ShouldBeNull("nobody's password is kept");
    }

    [Theory, BothDatabases]
    public async Task The_signing_key_of_answers_goes_in_stays_and_is_taken_away_and_never_comes_out(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, owner) = (await business.Api(), await business.Page("owner"));
        using (var made = await api.PutJson(Api, Whole)) (await made.ShouldBeJson(200)).GetProperty("hasInboundKey").GetBoolean().ShouldBeFalse();
        using (var nothing = await api.PutJson(Api, new { inboundKey = "" }, 1)) (await nothing.ShouldBeJson(200)).Version().ShouldBe(1, "none was there");
        using (var heard = await api.PutJson(Api, new { inboundKey = Secret }, 1))
        {
            var text = await heard.Content.ReadAsStringAsync();
            text.ShouldNotContain(Secret);
            text.ShouldContain("\"hasInboundKey\":true");
        }
        var stored = await Key();
        stored.ShouldNotBeNull().ShouldNotContain(Secret);
        // Neither another server nor an empty field takes it away.
        using (var kept = await api.PutJson(Api, new { host = "relay.example.com", password = "another", inboundKey = (string?)null }, 2)) await kept.ShouldBeJson(200);
        using (var kept = await owner.Post(Page, [.. Typed, ("inboundKey", ""), ("version", "3")])) kept.Where().ShouldBe(Page + "?saved=yes");
        (await Key()).ShouldBe(stored);
        var page = await owner.Page(Page);
        (Value(page, "inboundKey"), page.QuerySelector<IHtmlInputElement>("[name=dropInboundKey]")!.IsChecked).ShouldBe(("", false));
        foreach (var answer in new[] { await Text(api, Api), await Text(api, "/api/audit-logs"), await Text(owner.Http, Page), await Text(owner.Http, "/settings/audit-logs") }) answer.ShouldNotContain(stored!);

        using (var wrong = await owner.Post(Page, [.. Typed.Where(f => f.Item1 != "host"), ("host", ""), ("dropInboundKey", "yes"), ("version", "4")]))
            (await owner.Read(wrong)).QuerySelector<IHtmlInputElement>("[name=dropInboundKey]")!.IsChecked.ShouldBeTrue("what was ticked is kept");
        using (var gone = await owner.Post(Page, [.. Typed, ("inboundKey", ""), ("dropInboundKey", "yes"), ("version", "4")])) gone.Where().ShouldBe(Page + "?saved=yes");
        (await Key()).ShouldBeNull();
        (await owner.Page(Page)).QuerySelector("[name=dropInboundKey]").ShouldBeNull();
        using (var typed = await owner.Post(Page, [.. Typed, ("inboundKey", Secret + "?"), ("version", "5")])) typed.Where().ShouldBe(Page + "?saved=yes");
        using (var large = await api.PutJson(Api, new { inboundKey = new string('x', 201) }, 6)) Fields(await large.ShouldBeProblem(422, "invalid")).ShouldBe(["inboundKey"]);
        (await Lines(api)).Count(line => line == "changed hello@loneoak.example inboundKey").ShouldBe(3);

        Task<string?> Key() => business.InDb(db => db.MailAccounts.Select(a => a.InboundKey).SingleAsync());
    }

    [Theory, BothDatabases]
    public async Task A_password_whose_key_is_gone_is_asked_for_again(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, owner) = (await business.Api(), await business.Page("owner"));
        using (var made = await api.PutJson(Api, Whole)) await made.ShouldBeJson(200);
        var unreadable = new EphemeralDataProtectionProvider().CreateProtector("mail-account").Protect(Secret);
        await business.InDb(db => db.MailAccounts.ExecuteUpdateAsync(set => set.SetProperty(a => a.Password, unreadable)));

        (await api.GetJson(Api)).GetProperty("hasPassword").GetBoolean().ShouldBeFalse();
        (await owner.Page("/settings/integrations")).Body!.TextContent.ShouldContain("cannot be read any more");
        (await owner.Page(Page)).QuerySelector(".notice")!.TextContent.ShouldContain("Type the password again");
        using (var tried = await api.PostJson(Api + "/attempts", null)) (await tried.ShouldBeJson(200)).Text("answer").ShouldBe("The stored password cannot be read any more. Type it again.");
        using (var refused = await api.PutJson(Api, new { port = 587 }, 1)) Fields(await refused.ShouldBeProblem(422, "invalid")).ShouldBe(["password"]);
        using (var mended = await api.PutJson(Api, new { password = Secret }, 1)) (await mended.ShouldBeJson(200)).GetProperty("hasPassword").GetBoolean().ShouldBeTrue();
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
        using (var refused = await manager.PostJson(Api + "/attempts", null)) await refused.ShouldBeProblem(403, "forbidden");
        foreach (var address in new[] { Page, Page + "/removal" })
            using (var refused = await page.Http.GetAsync(address)) refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await stranger.GetJson(Api)).Version().ShouldBe(0);
        using (var nothing = await stranger.DeleteVersion(Api, 1)) await nothing.ShouldBeProblem(404);
        using (var nothing = await stranger.PostJson(Api + "/attempts", null)) await nothing.ShouldBeProblem(409, "mail_account_missing");
        using (var own = await stranger.PutJson(Api, new { host = "smtp.other.example", fromAddress = "x@other.example" })) await own.ShouldBeJson(200);
        (await api.GetJson(Api)).Text("host").ShouldBe("smtp.example.com");
        (await theirs.InDb(db => db.MailAccounts.SingleAsync())).Host.ShouldBe("smtp.other.example");
    }

    private static Task<string?> Stored(TestBusiness business) => business.InDb(db => db.MailAccounts.Select(a => a.Password).SingleOrDefaultAsync());

    private static IEnumerable<string> Fields(JsonElement problem) => problem.GetProperty("errors").EnumerateObject().Select(e => e.Name);

    private static string? Value(IHtmlDocument page, string field) => page.QuerySelector<IHtmlInputElement>("#f-" + field)!.Value;

    private static async Task<string> Text(HttpClient client, string path) => WebUtility.HtmlDecode(await client.GetStringAsync(path));

    private static async Task<IReadOnlyList<string>> Lines(HttpClient api) =>
    [
        .. (await api.GetJson("/api/audit-logs")).GetProperty("items").EnumerateArray().Where(l => l.GetRawText().Contains("mail_account"))
            .Select(l => string.Join(' ', new[] { "action", "record", "field", "old", "new" }.Select(field => l.Text(field)).Where(text => text is not null))),
    ];
}
