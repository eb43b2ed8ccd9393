using GarageDoorOS.BrowserTests.Support;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GarageDoorOS.BrowserTests.Features.LeadMessages;

/// <summary>A lead is written to from its page, and a step's words are looked at before anybody gets them.</summary>
public sealed class WriteToLeadTests(Office office) : IClassFixture<Office>
{
    [BrowserFact]
    public async Task A_text_is_written_and_goes_out_with_the_keyboard_alone()
    {
        await office.Business.InDb(db =>
        {
            db.Add(SmsAccount.SetUp(office.Business.Id, new(SmsVendor.Pretend, "", "+15125550100"), null));
            return db.SaveChangesAsync();
        });
        var lead = await office.Business.AddLead("Ray Novak", "512 555 0143");
        var page = await office.Open($"/leads/{lead}", role: "owner");
        await Expect(page.Locator(".messages")).ToContainTextAsync("Nothing has been written yet.");
        await page.Locator(".messages-acts a").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var dialog = page.Locator("dialog[open]");
        await Expect(dialog.GetByLabel("Text", new() { Exact = true })).ToBeFocusedAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog).ToContainTextAsync("Write something.");
        (await page.FindingsOnEveryScreen("writing to a lead")).ShouldBeEmpty();
        await dialog.GetByLabel("Text", new() { Exact = true }).FillAsync("Can we come at two? <b>Yes</b>");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Send" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(page.Locator(".message-text")).ToHaveTextAsync("Can we come at two? <b>Yes</b>");
        await Expect(page.Locator(".message")).ToContainTextAsync("(512) 555-0143");
        (await page.FindingsOnEveryScreen("a lead that was written to")).ShouldBeEmpty();
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task The_words_of_a_step_are_looked_at_where_they_are_written()
    {
        await office.Business.Nurturing();
        await office.Business.AddLead("Ann Fox", "512 555 0144");
        var page = await office.Open("/settings/cadences/new?ready=quote-given", role: "owner");
        await page.Locator("#f-steps-1-text").FillAsync("Hi {{ lead.first_name }}, all well?");
        await page.Locator("#preview-2").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".cadence-preview")).ToContainTextAsync("all well?");
        await Expect(page.Locator("#preview-2")).ToBeFocusedAsync();
        await Expect(page.Locator("#preview-2")).ToBeInViewportAsync();
        // A call writes nothing, and an e-mail has a subject too.
        await Expect(page.Locator("#f-steps-0-text")).ToBeHiddenAsync();
        await Expect(page.Locator("#f-steps-1-subject")).ToBeHiddenAsync();
        await page.Locator("#f-steps-1-kind").SelectOptionAsync("email");
        await Expect(page.Locator("#f-steps-1-subject")).ToBeVisibleAsync();
        (await page.FindingsOnEveryScreen("what a step writes")).ShouldBeEmpty();
        office.ShouldHaveHeardNoComplaint();
    }
}
