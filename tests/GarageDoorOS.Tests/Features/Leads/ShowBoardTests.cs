using System.Text.Json;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Leads;

/// <summary>The board is the list, cut by status: the same leads, order, filters and sums.</summary>
public sealed class ShowBoardTests(AppHosts apps) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task Every_column_begins_as_the_list_of_its_status_and_says_what_it_holds(Provider provider)
    {
        var business = await (await apps.On(provider)).NewBusiness();
        await business.AddLeads(1_100, await business.Member("sales", "Sam Ortiz"));
        using var api = await business.Api();
        foreach (var query in new[] { "", "sort=name", "status=new&status=lost&sort=-value", "search=smith", "search=door&sort=source", "assignee=none&valueMin=500", "search=nobody-at-all", "page=3&pageSize=10&sort=status" })
        {
            var columns = (await api.GetJson($"/api/leads/board?{query}")).GetProperty("columns").EnumerateArray().ToList();
            columns.ConvertAll(c => c.Text("status")!).ShouldBe(query.Contains("status=new") ? ["new", "lost"] : [.. Enum.GetValues<LeadStatus>().Select(s => s.Word())], query);
            var filters = string.Join('&', query.Split('&').Where(word => !word.StartsWith("status=") && !word.StartsWith("page")));
            var sums = (await api.GetJson($"/api/leads/summary?{filters}")).GetProperty("byStatus").EnumerateArray().ToDictionary(s => s.Text("status")!);
            foreach (var column in columns)
            {
                var status = column.Text("status")!;
                var list = await api.GetJson($"/api/leads?{filters}&status={status}&pageSize={(status is "new" or "contacted" or "qualified" ? 50 : 25)}");
                Ids(column).ShouldBe(Ids(list), $"{query}: {status}");
                column.GetProperty("nextAfter").GetRawText().ShouldBe(list.GetProperty("nextAfter").GetRawText(), $"{query}: {status}");
                (column.GetProperty("count").GetInt32(), column.Text("value")).ShouldBe((sums[status].GetProperty("count").GetInt32(), sums[status].Text("value")), $"{query}: {status}");
            }
        }
        (await (await api.GetAsync("/api/leads/board?status=wrong&colour=red")).ShouldBeProblem(422, "invalid")).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe(["colour", "status"], ignoreOrder: true);
    }

    [Fact]
    public async Task The_page_keeps_the_view_tells_the_sums_after_the_cards_and_stays_small()
    {
        var business = await (await apps.On(Provider.Sqlite)).NewBusiness();
        await business.AddLeads(420, await business.Member("sales", "Sam Ortiz"));
        var page = await business.Page("owner");

        var whole = await page.Page("/leads/board");
        whole.QuerySelectorAll(".board li").Length.ShouldBe(200);
        whole.QuerySelector("#column-new .column-note a")!.GetAttribute("href").ShouldBe("/leads?status=new");
        (await page.Http.GetStringAsync("/leads/board")).Length.ShouldBeLessThan(100_000);

        var narrowed = await page.Page("/leads/board?search=smith&status=new&status=contacted&sort=name");
        narrowed.QuerySelector(".looks a")!.GetAttribute("href").ShouldBe("/leads?search=smith&status=new&status=contacted&sort=name");
        narrowed.QuerySelector("#column-lost")!.ClassList.ShouldContain("is-left-out");
        narrowed.QuerySelector("#column-lost .column-note a")!.GetAttribute("href").ShouldBe("/leads/board?search=smith&sort=name&status=new&status=contacted&status=lost");
        narrowed.QuerySelector("#sum-new")!.TextContent.ShouldBeEmpty();
        var sums = await page.Fragment(narrowed.QuerySelector("[hx-target='#board-sums']")!.GetAttribute("hx-get")!, "board-sums");
        sums.QuerySelector("#sum-new b")!.TextContent.ShouldStartWith(narrowed.QuerySelectorAll("#column-new li").Length.ToString());
        sums.QuerySelector("#sum-lost b")!.TextContent.ShouldNotStartWith("0");
        sums.QuerySelector("#sum b")!.TextContent.ShouldBe(narrowed.QuerySelectorAll(".board li").Length.ToString());

        (await page.Page("/leads/board?createdFrom=nonsense")).QuerySelector(".filter-wrong")!.TextContent.ShouldContain("Write the date");
        (await page.Fragment("/leads/board", "leads")).QuerySelector("h1").ShouldBeNull();
    }

    [Fact]
    public async Task Only_who_may_change_leads_can_move_them_and_an_empty_board_offers_the_first_step()
    {
        var business = await (await apps.On(Provider.Sqlite)).NewBusiness();
        (await (await business.Page("owner")).Page("/leads/board")).QuerySelector(".blank")!.TextContent.ShouldContain("Add the first lead");
        await business.AddLeads(8);
        foreach (var (role, may) in new[] { ("owner", true), ("lead_viewer", false) })
        {
            var board = await (await business.Page(role)).Page("/leads/board");
            board.QuerySelector("#board")!.HasAttribute("data-moves").ShouldBe(may, role);
            board.QuerySelectorAll("script[src*=Sortable], .board .more").Any().ShouldBe(may, role);
        }
        (await (await business.Page("owner")).Page("/leads/board?search=nobody-at-all")).QuerySelector(".blank")!.TextContent.ShouldContain("Nobody fits");
    }

    private static List<Guid> Ids(JsonElement list) => [.. list.GetProperty("items").EnumerateArray().Select(i => i.Id())];
}
