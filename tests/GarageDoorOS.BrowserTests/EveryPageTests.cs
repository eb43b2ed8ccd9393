using GarageDoorOS.BrowserTests.Support;
using GarageDoorOS.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace GarageDoorOS.BrowserTests;

/// <summary>Every page of the program, found by its routes: for all people, at every width, light and dark, without a complaint of the browser.</summary>
public sealed class EveryPageTests(Office office) : IClassFixture<Office>
{
    private readonly List<string> findings = [];

    [BrowserFact]
    public async Task Axe_finds_nothing_and_nothing_is_wider_than_the_screen()
    {
        await office.Business.AddLeads(20, await office.Business.Member("sales", "Sam Ortiz"));
        var records = await TestRecords.In(office.Business);
        // A file is no page: the browser keeps it and stays where it was. What a vendor fetches is none either.
        var pages = KnownRoute.Of(office.Host).Where(route => route.IsSafe && !route.IsApi && !route.Pattern.Contains("/export") && !route.Pattern.StartsWith("/hooks/")).Select(route => route.To(records)).Distinct();
        string[] more = ["/leads?search=nobody-at-all", "/leads?status=new&status=contacted&sort=-value", "/leads?createdFrom=nonsense", "/leads?view=nurture", "/leads?view=nurture&taskKind=dance&task=today", "/leads?view=list&task=today", "/settings/cadences/new?ready=no-answer-yet", "/nowhere"];
        var page = await office.Open("about:blank", role: "owner");
        foreach (var address in pages.Concat(more))
        {
            var answer = await page.GotoAsync(address);
            if (answer?.Headers.GetValueOrDefault("content-type")?.StartsWith("text/html") == true) await Look(page, address);
        }
        findings.ShouldBeEmpty();
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task Nor_where_one_may_not_be_nor_where_nothing_is_yet()
    {
        var empty = await office.Host.NewBusiness();
        var someone = await office.OpenAs(await empty.Member("lead_viewer"));
        await someone.GotoAsync("/leads");
        await Look(someone, "no leads yet");
        await someone.GotoAsync("/settings");
        await Look(someone, "what one may not see");
        findings.ShouldBeEmpty();
        office.ShouldHaveHeardNoComplaint();
    }

    private async Task Look(IPage page, string what)
    {
        if (await page.FindingsOnEveryScreen(what) is { Length: > 0 } found) findings.Add(found);
    }
}
