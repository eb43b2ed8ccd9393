using GarageDoorOS.BrowserTests.Support;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace GarageDoorOS.BrowserTests.Customers;

/// <summary>Customers and Convert as people use them, in Chromium.</summary>
public sealed class CustomerTests(Office office) : IClassFixture<Office>
{
    private const string LongName = "Wolfeschlegelsteinhausenbergerdorff-Maximilianowitsch & Daughters Overhead Door and Gate Company of Greater Central Texas";

    [Theory, EveryWidth]
    public async Task Every_state_of_the_pages_is_for_all_people(Screen screen)
    {
        await office.Once("customers", AddCustomers);
        var page = await office.Open("/customers", screen, "owner");
        await page.ShouldBeAccessible($"list at {screen}");
        await page.GotoAsync("/customers?type=commercial&search=zzzz");
        await page.ShouldBeAccessible($"no match at {screen}");
        await page.GotoAsync("/customers?search=maximilianowitsch&sort=-name");
        await page.ClickAsync("tbody th a");
        await page.ShouldBeAccessible($"record at {screen}");
        await page.ClickAsync("text=Edit");
        await page.WaitForSelectorAsync("dialog[open]");
        await page.ShouldBeAccessible($"form at {screen}");
        await page.FillAsync("dialog [name=company]", "");
        await page.FillAsync("[name='phones[0].number']", "512");
        await page.ClickAsync("dialog [type=submit]");
        await page.WaitForSelectorAsync("[aria-invalid=true]");
        await page.ShouldBeAccessible($"errors at {screen}");

        var empty = await office.Host.NewBusiness();
        var someone = await office.OpenAs(await empty.Member("office_staff"), screen);
        await someone.GotoAsync("/customers");
        await someone.ShouldBeAccessible($"none yet at {screen}");
        office.ShouldHaveHeardNoComplaint();
    }

    [Theory, EveryWidth]
    public async Task A_match_is_told_and_the_lead_is_linked_from_its_dialog(Screen screen)
    {
        var phone = TestPeople.NewPhone();
        var known = await office.Business.NewCustomer($"Colleen {screen}", [phone], address: "907 Juniper Trl, Round Rock, TX 78664");
        var lead = await office.Business.NewLead($"Ray {screen}", [phone], [$"{screen.Width}.{screen.Scheme}.a.rather.long.address.of.ray@subdomain.of.some.example.com"]);
        var page = await office.Open($"/leads/{lead.Id}", screen, "owner");
        await page.ClickAsync("a[href$='/conversion']");
        await page.WaitForSelectorAsync("dialog[open] .match mark");
        await page.ShouldBeAccessible($"match at {screen}");
        await page.ClickAsync("text=Create anyway");
        await page.ClickAsync("dialog [type=submit]");
        await page.WaitForSelectorAsync("[name=reason][aria-invalid=true]");
        await page.ShouldBeAccessible($"reason at {screen}");
        await page.ClickAsync("text=Link to this customer");
        await page.ClickAsync("dialog [type=submit]");
        await page.WaitForSelectorAsync($".toast-bar a[href='/customers/{known.Id}']");
        await page.ShouldBeAccessible($"linked at {screen}");
        (await page.Locator("dialog[open]").CountAsync()).ShouldBe(0);
        await page.WaitForSelectorAsync("#record[data-status=converted]");
        await page.ClickAsync(".toast-bar a");
        await page.WaitForURLAsync($"**/customers/{known.Id}");
        await page.ShouldBeAccessible($"the customer's story at {screen}");
        (await page.InnerTextAsync(".came-from")).ShouldContain(lead.Name);
        (await office.Business.InDb(db => db.Customers.CountAsync(c => c.Name == known.Name))).ShouldBe(1);
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task A_company_is_added_by_keyboard_from_the_list()
    {
        var page = await office.Open("/customers", role: "owner");
        await page.Keyboard.PressAsync("n");
        await page.WaitForSelectorAsync("dialog[open]");
        await page.FillAsync("dialog [name=name]", "Harlan Door Supply");
        await page.CheckAsync("dialog [name=type][value=commercial]");
        await page.FillAsync("dialog [name=company]", "Harlan Door Supply");
        await page.FillAsync("[name='contacts[0].name']", "Ann Harlan");
        await page.ClickAsync("text=Add another person");
        await page.Keyboard.TypeAsync("Bo Harlan");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".toast-bar");
        await page.WaitForSelectorAsync("tbody >> text=Harlan Door Supply");
        var customer = await office.Business.InDb(db => db.Customers.SingleAsync(c => c.Company == "Harlan Door Supply"));
        customer.Contacts.Select(c => c.Name).ShouldBe(["Ann Harlan", "Bo Harlan"]);
        office.ShouldHaveHeardNoComplaint();
    }

    private async Task AddCustomers()
    {
        await office.Business.NewCustomer(LongName, [TestPeople.NewPhone(), "ask at the gate, second bell"], ["somebody.with.a.very.long.name@a-long-domain-name.example.com"], LongName, "12345 West Very Long Road Name Boulevard, Suite 1200, Round Rock, TX 78664",
            string.Join("\n", Enumerable.Repeat("Six sectional doors, two with windows; spring broke in March.", 8)), CustomerType.Commercial, new Contact("Ann Marsh-Featherstonehaugh", "Facility manager", "512 555 0143", "ann@example.com", "+15125550143"));
        for (var i = 0; i < 70; i++)
            await office.Business.NewCustomer($"{(char)('A' + i % 26)}nna Keller {i}", i % 5 == 0 ? [] : [TestPeople.NewPhone()], i % 3 == 0 ? [] : [$"anna{i}@example.com"], i % 4 == 0 ? $"Keller Storage {i}" : "");
    }
}
