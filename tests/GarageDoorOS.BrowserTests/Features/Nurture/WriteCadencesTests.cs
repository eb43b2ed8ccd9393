using GarageDoorOS.BrowserTests.Support;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace GarageDoorOS.BrowserTests.Features.Nurture;

/// <summary>A cadence is written, its steps put in order and saved, in Chromium.</summary>
public sealed class WriteCadencesTests(Office office) : IClassFixture<Office>
{
    [Theory, EveryWidth]
    public async Task Every_state_of_the_pages_is_for_all_people(Screen screen)
    {
        var business = await (await office.Host.NewBusiness()).Nurturing();
        var page = await office.OpenAs(await business.Member("owner"), screen);
        await page.GotoAsync("/settings/cadences");
        await page.ShouldBeAccessible($"no-cadences at {screen}");
        await page.ClickAsync("text=No answer yet");
        await page.WaitForSelectorAsync(".cadence-step");
        await page.FillAsync("#f-name", "");
        await page.FillAsync("#f-steps-1-title", "");
        await page.FillAsync("#f-steps-2-wait", "soon");
        await page.ClickAsync(".cadence .btn-primary");
        await page.WaitForSelectorAsync("#f-steps-2-wait-error");
        await page.ShouldBeAccessible($"cadence-errors at {screen}");
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task Steps_are_put_in_order_by_keyboard_with_the_focus_where_it_belongs_and_Enter_saves()
    {
        var business = await (await office.Host.NewBusiness()).Nurturing();
        var page = await office.OpenAs(await business.Member("owner"));
        await page.GotoAsync("/settings/cadences");
        await page.ClickAsync("text=No answer yet");
        await page.FocusAsync("#up-3");
        await page.Keyboard.PressAsync("Enter");
        await Focused(page, "up-2");
        await page.Keyboard.PressAsync("Enter");
        await Focused(page, "down-1");
        (await page.InputValueAsync("#f-steps-0-title")).ShouldBe("Call, second day");
        await page.FocusAsync("#remove-2");
        await page.Keyboard.PressAsync("Enter");
        await Focused(page, "remove-2");
        await page.ClickAsync("#add-step");
        await Focused(page, "f-steps-3-title");
        await page.Keyboard.TypeAsync("Look by");
        (await page.IsVisibleAsync("#f-steps-3-time")).ShouldBeTrue();
        await page.SelectOptionAsync("#f-steps-3-unit", "hours");
        (await page.IsVisibleAsync("#f-steps-3-time")).ShouldBeFalse("hours are counted by the clock");
        await page.PressAsync("#f-steps-3-title", "Enter");
        await page.WaitForSelectorAsync(".cadences tbody tr");
        (await business.InDb(db => db.Cadences.SingleAsync())).Steps.Select(s => s.Title).ShouldBe(["Call, second day", "Call again", "Call a last time", "Look by"]);

        await page.ClickAsync(".cadences >> text=Delete");
        await page.WaitForSelectorAsync("dialog[open]");
        await page.ClickAsync("dialog .btn-danger");
        await page.WaitForSelectorAsync(".offers");
        office.ShouldHaveHeardNoComplaint();
    }

    private static async Task Focused(IPage page, string id) => await page.WaitForFunctionAsync("id => document.activeElement?.id === id", id);
}
