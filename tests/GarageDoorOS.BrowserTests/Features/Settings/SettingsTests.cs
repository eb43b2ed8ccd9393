using GarageDoorOS.BrowserTests.Support;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.BrowserTests.Settings;

/// <summary>The pages of settings as people use them, in Chromium.</summary>
public sealed class SettingsTests(Office office) : IClassFixture<Office>
{
    [Theory, EveryWidth]
    public async Task Every_state_of_the_pages_is_for_all_people(Screen screen)
    {
        await office.Once("much", AddMuch);
        var page = await office.Open("/settings", screen, "owner");
        await page.ShouldBeAccessible($"general at {screen}");
        await page.UncheckAsync("[name='workingHours.monday']");
        await page.FillAsync("[name='workingHours.tuesday.to']", "07:00");
        await page.FillAsync("#f-name", "");
        await page.ClickAsync(".settings [type=submit]");
        await page.WaitForSelectorAsync("#f-name-error");
        await page.ShouldBeAccessible($"general-errors at {screen}");

        await page.GotoAsync("/settings/roles");
        await page.ShouldBeAccessible($"roles at {screen}");
        await page.GotoAsync("/settings/roles/new?from=sales");
        await page.FillAsync("#f-name", "Owner");
        await page.ClickAsync(".settings [type=submit]");
        await page.WaitForSelectorAsync("#f-name-error");
        await page.ShouldBeAccessible($"role-error at {screen}");

        await page.GotoAsync("/settings/sources");
        await page.ShouldBeAccessible($"sources at {screen}");
        await page.ClickAsync("tbody >> text=Merge");
        await page.WaitForSelectorAsync("dialog[open]");
        await page.ClickAsync("dialog [type=submit]");
        await page.WaitForSelectorAsync("dialog [aria-invalid=true]");
        await page.ShouldBeAccessible($"merge-error at {screen}");

        await page.GotoAsync("/settings/lost-reasons");
        await page.ShouldBeAccessible($"lost-reasons at {screen}");
        await page.ClickAsync("tbody >> text=Rename");
        await page.WaitForSelectorAsync("dialog[open]");
        await page.ShouldBeAccessible($"rename at {screen}");

        await page.GotoAsync("/settings/api-keys");
        await page.ShouldBeAccessible($"api-keys at {screen}");
        await page.ClickAsync("text=Create a key");
        await page.FillAsync("dialog [name=name]", $"Web site {screen}");
        await page.SelectOptionAsync("dialog [name=role]", "lead_agent");
        await page.ClickAsync("dialog [type=submit]");
        await page.WaitForSelectorAsync("#f-key");
        await page.ShouldBeAccessible($"new-key at {screen}");

        var empty = await office.Host.NewBusiness();
        var someone = await office.OpenAs(await empty.Member("owner"), screen);
        await someone.GotoAsync("/settings/api-keys");
        await someone.ShouldBeAccessible($"no-keys at {screen}");
        await someone.GotoAsync("/settings/roles");
        await someone.ShouldBeAccessible($"no-own-roles at {screen}");
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task A_source_is_added_renamed_and_retired_by_keyboard_and_the_list_is_fresh_at_once()
    {
        var page = await office.OpenAs(await (await office.Host.NewBusiness()).Member("owner"));
        await page.GotoAsync("/settings/sources");
        await page.Keyboard.PressAsync("n");
        await page.WaitForSelectorAsync("dialog[open]");
        await page.Keyboard.TypeAsync("Radio");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("tbody >> text=Radio");
        await page.FocusAsync("tr:has-text('Radio') a:has-text('Rename')");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("dialog[open]");
        await page.FillAsync("dialog [name=name]", "yelp");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("dialog >> text=There is a source Yelp already");
        await page.FillAsync("dialog [name=name]", "Wireless");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("tbody th:has-text('Wireless') small:has-text('also Radio')");
        (await page.EvaluateAsync<string>("document.activeElement.textContent")).ShouldBe("Rename Wireless", "the focus is where it was");
        await page.FocusAsync("tr:has-text('Wireless') button:has-text('Retire')");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("section tbody th:has-text('Wireless')");
        await page.Keyboard.PressAsync("z");
        await page.WaitForSelectorAsync("section tbody th:has-text('Wireless')", new() { State = WaitForSelectorState.Detached });
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task What_rights_over_customers_bring_is_shown_as_they_are_ticked()
    {
        var business = await office.Host.NewBusiness();
        var page = await office.OpenAs(await business.Member("owner"));
        await page.GotoAsync("/settings/roles/new");
        await page.FillAsync("#f-name", "Helper");
        await page.CheckAsync("[value='leads:view']");
        await page.CheckAsync("[value='customers:view']");
        (await page.IsDisabledAsync("[value='leads:view']")).ShouldBeTrue();
        (await page.IsVisibleAsync("label:has([value='leads:view']) .brought")).ShouldBeTrue();
        await page.CheckAsync("[value='customers:create']");
        (await page.IsCheckedAsync("[value='leads:convert']")).ShouldBeTrue();
        await page.UncheckAsync("[value='customers:create']");
        (await page.IsCheckedAsync("[value='leads:convert']")).ShouldBeFalse();
        await page.UncheckAsync("[value='customers:view']");
        (await page.IsCheckedAsync("[value='leads:view']")).ShouldBeTrue("it was ticked by itself");
        (await page.IsDisabledAsync("[value='leads:view']")).ShouldBeFalse();
        await page.CheckAsync("[value='customers:view']");
        await page.PressAsync("#f-name", "Enter");
        await page.WaitForSelectorAsync("tbody >> text=Helper");
        var role = (await business.InDb(db => db.OwnRoles.SingleAsync())).AsRole;
        role.Permissions.ShouldBe([Permission.CustomersView, Permission.LeadsView], ignoreOrder: true);
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task A_new_key_is_copied_and_the_list_behind_it_has_it()
    {
        var page = await office.OpenAs(await (await office.Host.NewBusiness()).Member("owner"));
        await page.GotoAsync("/settings/api-keys");
        await page.Keyboard.PressAsync("n");
        await page.WaitForSelectorAsync("dialog[open]");
        await page.FillAsync("dialog [name=name]", "Call tracker");
        await page.SelectOptionAsync("dialog [name=role]", "lead_agent");
        await page.PressAsync("dialog [name=name]", "Enter");
        await page.WaitForSelectorAsync("#f-key");
        await page.ClickAsync("button[data-copy]");
        await page.WaitForSelectorAsync("button:has-text('Copied')");
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForSelectorAsync("tbody >> text=Call tracker");
        (await page.ContentAsync()).ShouldNotContain("gdo_");
        office.ShouldHaveHeardNoComplaint();
    }

    private async Task AddMuch()
    {
        var business = office.Business;
        await business.AddLeads(120, await business.Member("sales", "Sam Ortiz"));
        await business.OwnRole("Night dispatcher", LeadScope.OwnAndPool, Permission.LeadsView, Permission.LeadsCreate);
        await business.OwnRole("Bookkeeper with a rather long name of theirs", LeadScope.Own, Permission.CustomersView, Permission.LeadsExport);
        await business.Member("night_dispatcher", "Nora Night");
        var now = SystemClock.Instance.GetCurrentInstant();
        await business.NewKey("night_dispatcher");
        await business.NewKey("manager", revoked: true);
        await business.InDb(async db =>
        {
            var (yelp, angi) = (await db.Sources.SingleAsync(s => s.Name == "Yelp"), await db.Sources.SingleAsync(s => s.Name == "Angi"));
            yelp.Retire(now);
            db.Add(angi.Rename("Angie's List, and whoever else sells leads under that name in Central Texas", now)!);
            (await db.LostReasons.SingleAsync(r => r.Name == "Duplicate")).Retire(now);
            return await db.SaveChangesAsync();
        });
    }

    [BrowserFact]
    public async Task What_was_deleted_comes_back_with_one_press_and_the_log_says_who_did_it()
    {
        var lead = await office.Business.NewLead("Ray Novak");
        var page = await office.Open($"/leads/{lead.Id}/deletion", role: "owner");
        await page.GetByRole(AriaRole.Button, new() { Name = "Delete" }).ClickAsync();
        await page.GotoAsync("/settings/trash");
        await page.GetByRole(AriaRole.Button, new() { Name = "Restore Ray Novak" }).ClickAsync();
        await page.GetByText("Ray Novak is back.").WaitForAsync();
        await page.GetByRole(AriaRole.Rowheader, new() { Name = "Ray Novak" }).WaitForAsync(new() { State = WaitForSelectorState.Detached });

        await page.GotoAsync($"/settings/audit-logs?record={lead.Id}");
        await page.GetByText("brought this back from the trash").WaitForAsync();
        await page.GetByText("Action", new() { Exact = true }).ClickAsync();
        await page.GetByLabel("Deleted", new() { Exact = true }).ClickAsync();
        await page.WaitForURLAsync("**action=deleted*");
        await page.GetByText("brought this back from the trash").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.GetByText("moved this to the trash").WaitForAsync();
        office.ShouldHaveHeardNoComplaint();
    }
}
