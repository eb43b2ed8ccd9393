using System.Net;
using GarageDoorOS.Tests.Features.Imports;
using GarageDoorOS.Tests.Features.Passkeys;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.AuditLog;

/// <summary>What a person changes about their own door stands in the log of every business that it opens.</summary>
public sealed class GuardsTests(SharedHosts hosts)
{
    private const string New = "slow doors are heavy";

    [Theory, BothDatabases]
    public async Task What_guards_an_account_is_told_wherever_its_owner_works_and_without_a_secret(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (second, sam) = (await business.Host.NewBusiness(), await business.Member("sales", "Sam Ortiz"));
        await second.Join(sam.User, "manager");
        var page = await business.PageInto(sam);

        var (_, codes) = await page.SetUpApp();
        (await page.Post("/account/recovery-codes", ("proof", TestBusiness.Password))).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await page.Post("/account/recovery-codes", ("proof", "a guess"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await page.Post("/account/app/removal", ("proof", TestBusiness.Password))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using (var device = await TestDevice.Of(sam.User, business.Host, "Old phone"))
            (await page.Post($"/account/passkeys/{device.Id}/removal")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await page.Post("/account/password", ("current", TestBusiness.Password), ("new", "short"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await page.Post("/account/password", ("current", TestBusiness.Password), ("new", New))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        foreach (var place in new[] { business, second })
        {
            var log = await (await place.Api()).GetJson("/api/audit-logs?action=changed");
            log.GetProperty("items").EnumerateArray().Select(l => $"{l.GetProperty("actor").Text("name")}, {l.Text("record")}: {l.Text("field")} {l.Text("old")} → {l.Text("new")}").ShouldBe(
            [
                "Sam Ortiz, Sam Ortiz: password  → ",
                "Sam Ortiz, Sam Ortiz: passkeys Old phone → ",
                "Sam Ortiz, Sam Ortiz: codesFromAnApp on → off",
                "Sam Ortiz, Sam Ortiz: recoveryCodes  → ",
                "Sam Ortiz, Sam Ortiz: codesFromAnApp off → on",
            ]);
            foreach (var secret in codes.Append(New)) log.GetRawText().ShouldNotContain(secret);
        }
        var shown = (await (await business.Page("owner")).Page("/settings/audit-logs?action=changed")).QuerySelectorAll(".audit tbody tr")[2].TextContent;
        string.Join(' ', shown.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ShouldStartWith("Sam Ortiz changed the codes from an app: on → off Sam Ortiz");
    }

    [Theory, BothDatabases]
    public async Task A_password_chosen_by_a_link_is_told_with_who_made_the_link(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, sam) = (await business.Api(), await business.Member("sales", "Sam Ortiz"));
        using var made = await api.PostJson($"/api/team/{sam.Id}/password-link", new { });
        var door = new PageClient(business.Host.Anonymous());
        var form = await door.Page(new Uri((await made.ShouldBeJson(200)).Text("address")!).PathAndQuery);
        var fields = form.QuerySelectorAll("form [type=hidden][name]").Select(f => (f.GetAttribute("name")!, f.GetAttribute("value")!));
        using (var done = await door.Post("/new-password", [.. fields, ("new", New)])) done.StatusCode.ShouldBe(HttpStatusCode.OK);

        var log = (await api.GetJson("/api/audit-logs")).GetProperty("items").EnumerateArray().Take(2).ToList();
        (log[0].Text("action"), log[0].Text("field"), log[0].Text("new"), log[0].GetProperty("actor").Text("name")).ShouldBe(("changed", "password", "by a link", "Sam Ortiz"));
        (log[1].Text("action"), log[1].Text("record"), log[1].GetProperty("actor").Text("name")).ShouldBe(("password_link_made", "Sam Ortiz", "key of owner"));
    }

    [Theory, BothDatabases]
    public async Task How_a_list_ended_is_told_under_the_name_of_who_brought_it(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        await api.Import(ImportCalls.List("Name,Phone\nAnn,512-555-0101\n,\nBob,512-555-0102\n"));

        var line = (await api.GetJson("/api/audit-logs?action=imported")).GetProperty("items").EnumerateArray().Where(l => l.Text("kind") == "import").ShouldHaveSingleItem();
        (line.GetProperty("actor").Text("name"), line.Text("kind"), line.Text("field"), line.Text("new")).ShouldBe(("key of owner", "import", "rows", "2 added, 0 filled in, 1 skipped, 0 refused"));
    }
}
