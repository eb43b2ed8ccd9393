using GarageDoorOS.BrowserTests.Support;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace GarageDoorOS.BrowserTests.Customers;

/// <summary>Estimates and jobs as people start them, in Chromium.</summary>
public sealed class WorkTests(Office office) : IClassFixture<Office>
{
    [BrowserFact]
    public async Task An_estimate_is_written_down_from_the_customer_by_keyboard()
    {
        var customer = await office.Business.NewCustomer("Colleen Novak");
        var page = await office.Open($"/customers/{customer.Id}", role: "owner");
        await page.FocusAsync($"a[href='/estimates/new?customerId={customer.Id}']");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("dialog[open] [name=title]:focus");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync("dialog[open] [name=title][aria-invalid=true]:focus");
        await page.Keyboard.TypeAsync("Two doors");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForSelectorAsync(".toast-bar");
        await page.WaitForSelectorAsync(".work-rows >> text=Two doors");
        (await office.Business.InDb(db => db.Estimates.SingleAsync(e => e.CustomerId == customer.Id))).Status.ShouldBe(WorkStatus.Draft);
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task A_lead_is_converted_with_a_draft_estimate_and_an_unscheduled_job()
    {
        var lead = await office.Business.NewLead("Ray With Work", [TestPeople.NewPhone()]);
        var page = await office.Open($"/leads/{lead.Id}", role: "owner");
        await page.ClickAsync("a[href$='/conversion']");
        await page.CheckAsync("dialog [name=draftEstimate]");
        await page.CheckAsync("dialog [name=unscheduledJob]");
        await page.ClickAsync("dialog [type=submit]");
        await page.ClickAsync(".toast-bar a");
        await page.WaitForURLAsync("**/customers/*");
        (await page.Locator(".work-rows li").CountAsync()).ShouldBe(2);
        office.ShouldHaveHeardNoComplaint();
    }
}
