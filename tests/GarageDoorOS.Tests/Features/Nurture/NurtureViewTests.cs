using AngleSharp.Dom;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Nurture;

/// <summary>The leads by what is to be done next, beside the list.</summary>
public sealed class NurtureViewTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task It_shows_open_leads_in_groups_the_most_urgent_first_and_is_remembered(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var (api, today) = (await business.Api(), business.Today());
        var (dana, luis) = (await business.Member("office_staff", "Dana"), await business.Member("sales", "Luis"));
        async Task<Guid> Lead(string name, int? days, string kind = "call", string? time = null, Guid? assignee = null)
        {
            var lead = (await api.Create("/api/leads", new { name, assigneeId = assignee })).Id();
            if (days is { } ahead) await api.Plan(lead, today.PlusDays(ahead), time, kind);
            return lead;
        }
        await Lead("Far", 30, "email");
        await Lead("Idle", null);
        await Lead("Afternoon", 0, time: "15:00");
        await Lead("Morning", 0, time: "08:30", assignee: luis.Id);
        await Lead("Late", -2, "text");
        await Lead("Soon", 7);
        await api.Create("/api/leads", new { name = "Closed", status = "lost", lostReason = "price" });

        var page = await business.PageOf(dana);
        (await page.Page("/leads")).QuerySelector("table.list thead th")!.TextContent.ShouldContain("Lead");
        var view = await page.Page("/leads?view=nurture");
        Groups(view).ShouldBe(["Overdue 1: Late", "Today 2: Morning Afternoon", "Next 7 days 1: Soon", "Later 1: Far", "Nothing planned 1: Idle"]);
        view.QuerySelectorAll(".tiles .tile").Select(t => t.QuerySelector(".tile-word")!.TextContent + " " + t.QuerySelector("b")!.TextContent).ShouldBe(["Overdue 1", "Due today 2", "Next 7 days 1", "Nothing planned 1"]);
        view.QuerySelector(".looks [aria-current]")!.TextContent.ShouldBe("Nurture");

        using (var remembered = await page.Http.GetAsync("/leads?status=new")) remembered.Where().ShouldBe("/leads?status=new&view=nurture", "it is remembered, and stands in the address");
        (await api.GetStringAsync("/api/leads/export?view=nurture")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(7, "a heading and the six that are seen, not the closed one");
        (await api.GetJson("/api/leads/bulk?view=nurture")).GetProperty("count").GetInt32().ShouldBe(6, "all that match are those that are seen");
        view.QuerySelector("#tile-week")!.GetAttribute("href").ShouldBe("/leads?view=nurture&task=week");
        Groups(await page.Page("/leads?view=nurture&task=week")).ShouldBe(["Next 7 days 1: Soon"], "as many as the tile says");
        Groups(await page.Page($"/leads?view=nurture&assignee={luis.Id}")).ShouldBe(["Today 1: Morning"]);
        Groups(await page.Page("/leads?view=nurture&taskKind=text")).ShouldBe(["Overdue 1: Late"]);
        Groups(await page.Page("/leads?view=nurture&task=none")).ShouldBe(["Nothing planned 1: Idle"]);
        Groups(await page.Page("/leads?view=nurture&task=upcoming")).ShouldBe(["Next 7 days 1: Soon", "Later 1: Far"]);
        Groups(await page.Page("/leads?view=nurture&search=idle")).ShouldBe(["Nothing planned 1: Idle"]);
        (await page.Page("/leads?view=nurture&search=nobody")).Body!.TextContent.ShouldContain("Nobody fits");
        (await page.Page("/leads?view=nurture&taskKind=dance")).Body!.TextContent.ShouldContain("A task is call, text, email or other.");
        Groups(await (await business.PageOf(luis)).Page("/leads")).ShouldBeEmpty("another person has their list as it was");

        (await page.Page("/leads?view=list")).QuerySelector(".nurture-group").ShouldBeNull();
        (await page.Page("/leads")).QuerySelector(".nurture-group").ShouldBeNull("the list is remembered too");
        (await page.Page("/leads")).QuerySelectorAll(".due").Select(due => due.TextContent).Order().ShouldBe(["Overdue: Text", "Today: Call", "Today: Call"]);
        (await api.GetJson("/api/leads?taskKind=text")).GetProperty("items").EnumerateArray().Select(l => l.Text("name")).ShouldBe(["Late"]);
    }

    [Theory, BothDatabases]
    public async Task A_group_is_counted_only_where_all_of_it_is_on_the_page(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var (api, today) = (await business.Api(), business.Today());
        (string Name, int Days)[] planned = [("L", -1), .. Enumerable.Range(1, 10).Select(at => ($"T{at}", 0)), ("W1", 3), ("W2", 4)];
        foreach (var (name, days) in planned)
            await api.Plan((await api.Create("/api/leads", new { name })).Id(), today.PlusDays(days), days == 0 ? $"{name[1..],2}:00".Replace(' ', '0') : null);
        await api.Create("/api/leads", new { name = "N" });

        var page = await business.Page();
        Groups(await page.Page("/leads?view=nurture")).ShouldBe(["Overdue 1: L", "Today 10: T1 T2 T3 T4 T5 T6 T7 T8 T9 T10", "Next 7 days 2: W1 W2", "Nothing planned 1: N"]);
        Groups(await page.Page("/leads?view=nurture&pageSize=10")).ShouldBe(["Overdue 1: L", "Today : T1 T2 T3 T4 T5 T6 T7 T8 T9"], "the last goes on behind");
        Groups(await page.Page("/leads?view=nurture&pageSize=10&page=2")).ShouldBe(["Today : T10", "Next 7 days 2: W1 W2", "Nothing planned 1: N"], "and the first has begun before");
        Groups(await page.Page("/leads?view=nurture&pageSize=10&sort=name")).ShouldAllBe(group => group.Contains(" : "), "in another order each may go on");
    }

    [Fact]
    public async Task With_no_lead_it_says_what_this_place_is_for()
    {
        var business = await (await (await hosts.On(Provider.Sqlite)).NewBusiness()).Nurturing();
        var page = await (await business.Page("owner")).Page("/leads?view=nurture");
        page.Body!.TextContent.ShouldContain("Every job starts here");
        page.QuerySelectorAll(".tiles b").Select(b => b.TextContent).ShouldAllBe(count => count == "0");
    }

    private static List<string> Groups(IDocument page) =>
    [
        .. page.QuerySelectorAll(".nurture-group").Select(group =>
            $"{group.ChildNodes[0].TextContent} {group.QuerySelector(".num")?.TextContent}: {string.Join(' ', group.NextElementSibling!.QuerySelectorAll("tbody th a").Select(a => a.TextContent))}"),
    ];
}
