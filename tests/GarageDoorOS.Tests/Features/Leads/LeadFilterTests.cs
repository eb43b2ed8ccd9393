using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Leads;

public sealed class LeadFilterTests(AppHosts apps) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task Wrong_words_are_refused_by_the_API_all_at_once_by_their_names(Provider provider)
    {
        var business = await (await (await apps.On(provider)).NewBusiness()).Nurturing();
        using var api = await business.Api();
        using var answer = await api.GetAsync(
            "/api/leads?status=won&source=nowhere&assignee=bob&createdFrom=yesterday&createdTo=2026-13-01&valueMin=lots&valueMax=-1&sort=phone&page=0&pageSize=7&after=x&task=never&taskKind=dance&color=red&search=%00");
        var errors = (await answer.ShouldBeProblem(422, "invalid")).GetProperty("errors");
        errors.EnumerateObject().Select(e => e.Name).Order().ShouldBe(
            new[] { "status", "source", "assignee", "createdFrom", "createdTo", "valueMin", "valueMax", "sort", "page", "pageSize", "after", "task", "taskKind", "color", "search" }.Order());
    }

    [Theory]
    [BothDatabases("page=201&pageSize=50", "page")]
    [BothDatabases("sort=nextCall", "sort")]
    [BothDatabases("sort=--name", "sort")]
    [BothDatabases("pageSize=201", "pageSize")]
    [BothDatabases("search=a&search=b", "search")]
    [BothDatabases("after=01990000-0000-7000-8000-000000000000", "after")]
    [BothDatabases("status=open", "status")]
    public async Task A_word_that_the_API_does_not_take_is_named(Provider provider, string query, string word)
    {
        var business = await (await apps.On(provider)).NewBusiness();
        using var api = await business.Api();
        using var answer = await api.GetAsync("/api/leads?" + query);
        (await answer.ShouldBeProblem(422, "invalid")).GetProperty("errors").EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe(word);
    }

    [Theory, BothDatabases]
    public async Task The_page_says_what_was_wrong_and_shows_the_list_without_it(Provider provider)
    {
        var model = await LeadModel.Make(await (await apps.On(provider)).NewBusiness(), 30, 6);
        var page = await model.Business.Page("owner");
        var list = await page.Page("/leads?createdFrom=yesterday&sort=phone&pageSize=200");
        list.QuerySelectorAll("#leads tbody tr").Length.ShouldBe(model.Leads.Count);
        list.QuerySelector("#leads .notice")!.TextContent.ShouldContain("Leads are sorted by");
        var filter = list.QuerySelector("#filter-created + .filter-off + .filter-wrong")!;
        filter.TextContent.ShouldBe("Write the date as 2026-11-23. The list is shown without it.");
    }
}
