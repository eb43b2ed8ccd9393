using GarageDoorOS.BrowserTests.Support;
using GarageDoorOS.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace GarageDoorOS.BrowserTests.Features.Leads;

/// <summary>What a person does with one lead: dialogs, errors, two people at once, panel, trash.</summary>
public sealed class OneLeadTests(Office office) : IClassFixture<Office>
{
    private const string Dialog = "#dialog dialog[open]";
    private const string Long = "Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh@a-very-very-very-long-domain-name-indeed.example.com";

    [Theory, EveryWidth]
    public async Task Dialogs_with_errors_and_conflicts_can_be_read_by_everybody(Screen screen)
    {
        var (api, id) = await Lead("Ada Lovelace");
        var page = await office.Open("/leads", screen);
        await page.ClickAsync("a.new-lead");
        await page.FillAsync($"{Dialog} [name=name]", Long);
        await page.FillAsync($"{Dialog} [name='phones[0].number']", "512 555 01");
        await page.FillAsync($"{Dialog} [name='emails[0]']", "nobody");
        await page.PressAsync($"{Dialog} [name=name]", "Enter");
        await page.WaitForSelectorAsync($"{Dialog} .invalid-feedback");
        (await page.InputValueAsync($"{Dialog} [name=name]")).ShouldBe(Long);
        await page.ShouldBeAccessible($"new-with-errors at {screen}");

        await page.GotoAsync($"/leads/{id}");
        await page.ClickAsync(".record-acts a:has-text('Edit')");
        await page.WaitForSelectorAsync(Dialog);
        await (await api.PutJson($"/api/leads/{id}", new { notes = "Theirs: " + Long, estimatedValue = "4200", company = "Theirs Inc" }, 1)).ShouldBeJson(200);
        await page.FillAsync($"{Dialog} [name=notes]", "Mine");
        await page.PressAsync($"{Dialog} [name=name]", "Enter");
        await page.WaitForSelectorAsync($"{Dialog} .theirs");
        await page.ShouldBeAccessible($"conflict at {screen}");
        await page.CheckAsync($"{Dialog} [name=take][value=notes]");
        await page.PressAsync($"{Dialog} [name=name]", "Enter");
        await page.WaitForSelectorAsync(Dialog, new() { State = WaitForSelectorState.Detached });
        await page.WaitForSelectorAsync(".facts:has-text('Theirs Inc')");
        await page.ShouldBeAccessible($"page at {screen}");
        (await api.GetJson($"/api/leads/{id}")).Text("notes")!.ShouldStartWith("Theirs");
    }

    [BrowserFact]
    public async Task Status_assignee_trash_and_undo_by_the_keyboard()
    {
        var (api, id) = await Lead("Grace Hopper");
        var page = await office.Open("/leads?search=Grace", role: "manager");
        await page.FocusAsync($"[id='{id}'] th a");
        await page.Keyboard.PressAsync("s");
        await page.Keyboard.PressAsync("2");
        await page.WaitForSelectorAsync($"[id='{id}'] [data-status=contacted]");

        await page.FocusAsync($"[id='{id}'] th a");
        await page.Keyboard.PressAsync("s");
        await page.ClickAsync("#status-menu [value=lost]");
        await page.CheckAsync($"{Dialog} input[value='Price']");
        await page.PressAsync($"{Dialog} input[value='Price']", "Enter");
        await page.WaitForSelectorAsync($"[id='{id}'] [data-status=lost]");
        (await api.GetJson($"/api/leads/{id}")).Text("lostReason").ShouldBe("Price");

        await page.ClickAsync($"[id='{id}'] th a");
        await page.WaitForSelectorAsync("#panel .record");
        await page.ClickAsync("#panel .record-acts a:has-text('Delete')");
        await page.WaitForSelectorAsync(Dialog);
        await page.ClickAsync($"{Dialog} [type=submit]");
        await page.WaitForSelectorAsync($"[id='{id}']", new() { State = WaitForSelectorState.Detached });
        await page.WaitForSelectorAsync("#panel:has-text('in the trash')");
        await page.ClickAsync("#toasts button:has-text('Undo')");
        await page.WaitForSelectorAsync($"[id='{id}']");
        await page.WaitForSelectorAsync("#panel .record:not(:has-text('in the trash'))");
        office.ShouldHaveHeardNoComplaint();
    }

    [BrowserFact]
    public async Task A_lead_given_away_leaves_the_panel_with_a_word()
    {
        var (api, id) = await Lead("Katherine Johnson");
        var bert = await office.Business.Member("sales", "Bert Other");
        var page = await office.Open("/leads?search=Katherine", role: "sales");
        await page.ClickAsync($"[id='{id}'] th a");
        await page.WaitForSelectorAsync("#panel .record");
        await page.ClickAsync("#panel button.who");
        await page.ClickAsync($"#assignee-menu [value='{bert.Id}']");
        await page.WaitForSelectorAsync("#panel:has-text('not here any more')");
        (await page.TextContentAsync("#toasts"))!.ShouldContain("Bert Other works Katherine Johnson now.");
        (await api.GetJson($"/api/leads/{id}")).GetProperty("assigneeId").GetGuid().ShouldBe(bert.Id);
        office.ShouldHaveHeardNoComplaint();
    }

    private async Task<(HttpClient Api, Guid Id)> Lead(string name)
    {
        var api = await office.Business.Api();
        var lead = await api.Create("/api/leads", new
        {
            name,
            notes = "Loud bang, the door will not lift.",
            source = "Referral",
            emails = new[] { Long },
            phones = new object[] { new { number = "(512) 555-0143 ext. 12", label = "mobile" }, new { number = "ask at the office" } },
        });
        return (api, lead.Id());
    }
}
