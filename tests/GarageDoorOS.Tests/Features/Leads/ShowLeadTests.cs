using AngleSharp.Dom;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Leads;

public sealed class ShowLeadTests(SharedHosts hosts)
{
    [Theory, BothDatabases]
    public async Task The_story_is_told_as_people_say_it(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, anna) = (await business.Api(), await business.Member(name: "Anna"));
        var page = await business.PageOf(anna);
        var lead = await api.Create("/api/leads", new { name = "Ada", phones = new[] { new { number = "5125550143", label = "home" } } });
        var path = $"/leads/{lead.Id()}";
        var form = await page.FormAt(path + "/edit");
        await (await page.Send(path, form, ("estimatedValue", "1200"), ("phones[0].number", "512 555 0144"), ("assigneeId", anna.Id.ToString()), ("status", "lost"), ("lostReason", "Price"))).ShouldBeDone();
        await (await page.Send(path, await page.FormAt(path + "/edit"), ("notes", "<script>alert(1)</script>"))).ShouldBeDone();

        var story = (await page.Page(path)).QuerySelectorAll(".story > li").Select(l => Tidy(l.QuerySelector("span")!)).ToList();
        story.Count.ShouldBe(3);
        story[0].ShouldBe("Anna changed the notes: <script>alert(1)</script>");
        story[1].ShouldStartWith("Anna marked this as Lost (Price) and assigned this to Anna and changed 2 fields");
        story[1].ShouldContain("phone: 5125550143 (home) → 512 555 0144 (home)");
        story[1].ShouldContain("estimated value: $1,200");
        story[2].ShouldEndWith("added this");
    }

    [Theory, BothDatabases]
    public async Task The_same_address_is_a_page_a_panel_and_a_record(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, page) = (await business.Api(), await business.Page());
        var lead = await api.Create("/api/leads", new { name = "Ada", importedOwner = "Old Bob" });
        var path = $"/leads/{lead.Id()}";
        (await page.Page(path)).QuerySelector("body.shell").ShouldNotBeNull();
        var panel = await page.Fragment(path, "panel");
        panel.QuerySelector(".panel-head").ShouldNotBeNull();
        panel.QuerySelector("body.shell").ShouldBeNull();
        panel.Body!.TextContent.ShouldContain("Old Bob");
        (await page.Fragment(path, "record")).Body!.FirstElementChild!.Id.ShouldBe("record");
    }

    [Theory, BothDatabases]
    public async Task Whoever_has_the_same_number_is_named_to_those_who_may_see_them(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, anna) = (await business.Api(), await business.Member("sales", "Anna"));
        var phones = new[] { new { number = "(512) 555-0143" } };
        var lead = await api.Create("/api/leads", new { name = "Ada", phones, emails = new[] { "ADA@example.com" } });
        var sister = await api.Create("/api/leads", new { name = "Sister", phones = new[] { new { number = "+1 512 555 0143 x9" } } });
        await api.Create("/api/leads", new { name = "Somebody else's", emails = new[] { "ada@example.com" }, assigneeId = (await business.Member(name: "Bert")).Id });
        await (await api.PostJson($"/api/leads/{sister.Id()}/conversion", new { type = "residential" })).ShouldBeJson(201);

        Known(await (await business.Page()).Page($"/leads/{lead.Id()}")).ShouldBe(["Sister customer, same phone", "Somebody else's lead, new, same e-mail", "Sister lead, converted, same phone"]);
        Known(await (await business.PageOf(anna)).Page($"/leads/{lead.Id()}")).ShouldBe(["Sister customer, same phone", "Sister lead, converted, same phone"]);
        Known(await (await business.Page("lead_viewer")).Page($"/leads/{lead.Id()}")).ShouldNotContain("Sister customer, same phone");

        static List<string> Known(IDocument page) => [.. page.QuerySelectorAll(".known li").Select(Tidy)];
    }

    [Theory]
    [BothDatabases("technician", true), BothDatabases("lead_viewer", false), BothDatabases("lead_agent", false)]
    public async Task The_name_of_the_customer_stands_in_the_story_for_who_may_see_customers(Provider provider, string role, bool named)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (owner, member, phone) = (await business.Api(), await business.Member(role), TestPeople.NewPhone());
        var customer = await business.NewCustomer("Colleen Novak", [phone]);
        var lead = await business.NewLead("Ray", [phone], assignee: member);
        await (await owner.PostJson($"/api/leads/{lead.Id}/conversion", new { linkToCustomerId = customer.Id })).ShouldBeJson(201);

        var page = await business.PageOf(member);
        var lines = await page.Http.GetJson($"/api/leads/{lead.Id}/activity");
        lines.GetRawText().Contains("Colleen").ShouldBe(named);
        lines.GetProperty("items").EnumerateArray().ShouldContain(l => l.Text("kind") == "converted");
        var story = (await page.Page($"/leads/{lead.Id}")).QuerySelector(".story")!.TextContent;
        story.ShouldContain(named ? "converted this to the customer Colleen Novak" : "converted this to a customer");
        story.Contains("Colleen").ShouldBe(named);
    }

    [Theory, BothDatabases]
    public async Task The_timeline_is_paged_newest_first(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var lead = await api.Create("/api/leads", new { name = "Ada" });
        for (var i = 1; i <= 24; i++) await (await api.PutJson($"/api/leads/{lead.Id()}", new { notes = $"Note {i}" }, i)).ShouldBeJson(200);
        var path = $"/api/leads/{lead.Id()}/activity";
        var first = await api.GetJson(path + "?pageSize=10");
        (first.GetProperty("total").GetInt32(), first.GetProperty("items").GetArrayLength(), first.GetProperty("items")[0].Text("new")).ShouldBe((25, 10, "Note 24"));
        var byPage = await api.GetJson(path + "?pageSize=10&page=2");
        var byKey = await api.GetJson($"{path}?pageSize=10&after={first.GetProperty("nextAfter").GetGuid()}");
        byKey.GetProperty("items").GetRawText().ShouldBe(byPage.GetProperty("items").GetRawText());
        var last = await api.GetJson(path + "?pageSize=10&page=3");
        (last.GetProperty("items").GetArrayLength(), last.GetProperty("nextAfter").ValueKind).ShouldBe((5, System.Text.Json.JsonValueKind.Null));
        foreach (var wrong in new[] { "?page=0", "?pageSize=9", "?pageSize=x", "?after=x", "?page=99999", "?page=1&page=2", "?color=red" })
            await (await api.GetAsync(path + wrong)).ShouldBeProblem(422, "invalid");
    }

    private static string Tidy(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
