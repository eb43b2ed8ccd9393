using GarageDoorOS.BrowserTests.Support;
using GarageDoorOS.Domain.Businesses;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace GarageDoorOS.BrowserTests.Features.Team;

public sealed class TeamTests(Office office) : IClassFixture<Office>
{
    [BrowserFact]
    public async Task An_owner_invites_by_keyboard_and_the_new_colleague_joins_by_the_link()
    {
        var page = await office.Open("/settings/team", role: "owner");
        await page.Keyboard.PressAsync("n");
        await page.GetByLabel("E-mail").WaitForAsync();
        await page.Keyboard.TypeAsync("luis.romero@example.com");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("Sal");
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Enter");
        var link = page.Locator("#f-link");
        await link.WaitForAsync();
        var address = await link.InputValueAsync();
        (await page.EvaluateAsync<string>("document.activeElement.id")).ShouldBe("f-link");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Rowheader, new() { Name = "luis.romero@example.com" }).WaitForAsync();

        var luis = await office.OpenAnonymous(Screen.Phone);
        await luis.GotoAsync(new Uri(address).PathAndQuery);
        await luis.ShouldBeAccessible("the invitation");
        await luis.Keyboard.TypeAsync("Luis Romero");
        await luis.Keyboard.PressAsync("Tab");
        await luis.Keyboard.TypeAsync("quiet doors open slowly");
        await luis.Keyboard.PressAsync("Enter");
        await luis.WaitForURLAsync("**/leads");
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Rowheader, new() { Name = "Luis Romero" }).WaitForAsync();
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task Who_leaves_hands_over_in_a_dialog_and_the_page_shows_it_at_once()
    {
        var (sam, lea) = (await office.Business.Member("sales", "Sam Ortiz"), await office.Business.Member("sales", "Lea Kim"));
        await GarageDoorOS.Tests.Support.TestPeople.NewLead(office.Business, "Ada", assignee: sam);
        var page = await office.Open("/settings/team", role: "owner");
        await page.GetByRole(AriaRole.Link, new() { Name = "Deactivate Sam Ortiz" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Deactivate", Exact = true }).ClickAsync();
        await page.Locator("#f-handOverTo-error").WaitForAsync();
        await page.ShouldBeAccessible("a refused hand-over");
        await page.SelectOptionAsync("#f-handOverTo", new SelectOptionValue { Label = "Lea Kim" });
        await page.GetByRole(AriaRole.Button, new() { Name = "Deactivate", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring back Sam Ortiz" }).WaitForAsync();
        (await office.Business.InDb(db => db.Leads.SingleAsync(l => l.Name == "Ada"))).AssigneeId.ShouldBe(lea.Id);
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task The_mark_is_there_until_the_notices_were_looked_at()
    {
        var sam = await office.Business.Member("sales", "Sam Notice");
        var lead = await GarageDoorOS.Tests.Support.TestPeople.NewLead(office.Business, "Ray Novak", assignee: sam);
        await office.Business.InDb(async db =>
        {
            db.Add(Notice.Assigned(office.Business.Id, sam.Id, lead.Id, 1, "Dana", lead.CreatedAt));
            await db.TeamMembers.Where(m => m.Id == sam.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.UnseenNotices, 1));
            return await db.SaveChangesAsync();
        });
        var page = await office.OpenAs(sam, Screen.Phone);
        await page.GotoAsync("/leads");
        (await page.Locator("#notice-mark").TextContentAsync())!.ShouldContain("1");
        await page.GetByRole(AriaRole.Link, new() { Name = "Notices" }).ClickAsync();
        await page.GetByText("Dana gave you").WaitForAsync();
        await page.ShouldBeAccessible("the notices");
        await Assertions.Expect(page.Locator("#notice-mark")).ToBeEmptyAsync();
        office.ShouldHaveHeardNoComplaint();
    }
}
