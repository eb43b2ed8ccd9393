using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static GarageDoorOS.Tests.Features.Nurture.CadenceCalls;

namespace GarageDoorOS.Tests.Features.Nurture;

/// <summary>The cadences of a business as people write, change and delete them, without script.</summary>
public sealed class CadencePageTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task A_person_takes_over_a_ready_one_and_orders_its_steps_by_buttons_that_save_nothing(Provider provider)
    {
        var business = await hosts.Nurturing(provider);
        var page = await business.Page("owner");
        var empty = await page.Page(Page);
        empty.QuerySelector(".settings-nav [aria-current]")!.TextContent.ShouldBe("Cadences");
        empty.QuerySelectorAll(".offers a").Select(a => a.GetAttribute("href")).ShouldBe([.. ReadyCadences.All.Keys.Select(ready => $"{Page}/new?ready={ready}"), Page + "/new"]);
        (await page.Page(Page + "/new")).QuerySelectorAll(".cadence-step").Length.ShouldBe(1);

        var form = await page.Page(Page + "/new?ready=no-answer-yet");
        var fields = Fields(form);
        var first = Value(form, "steps[0].id")!;
        ReadyCadences.All["no-answer-yet"].Steps.Select(s => s.Id.ToString()).ShouldNotContain(first, "the steps are the business's own");
        form = await Press(page, Page, fields, "down-1");
        Titles(form).ShouldBe(["Call again", "Call", "Call, second day", "Call a last time"]);
        Value(form, "steps[1].id").ShouldBe(first);
        form.QuerySelector("[autofocus]")!.Id.ShouldBe("down-2");
        form = await Press(page, Page, Fields(form), "up-2");
        form.QuerySelector("[autofocus]")!.Id.ShouldBe("down-1", "at the end its button has nothing to do");
        form = await Press(page, Page, Fields(form), "remove-4");
        form = await Press(page, Page, Fields(form), "add");
        Titles(form).ShouldBe(["Call", "Call again", "Call, second day", ""]);
        form.QuerySelector("[autofocus]")!.Id.ShouldBe("f-steps-3-title");
        foreach (var pressed in new[] { "up-1", "down-4", "remove-9", "up", "dance", "up--1" }) Titles(await Press(page, Page, Fields(form), pressed)).Count.ShouldBe(4);
        (await business.InDb(db => db.Cadences.CountAsync())).ShouldBe(0);

        using (var saved = await page.Post(Page, [.. Fields(form).Where(f => f.Name != "steps[3].title"), ("steps[3].title", "Look by")])) saved.Where().ShouldBe(Page);
        var list = await page.Page(Page);
        var row = list.QuerySelector(".cadences tbody tr")!;
        row.QuerySelector("small")!.TextContent.ShouldBe("Call → 4 hours later: Call again → 1 day later, 09:00: Call, second day → 1 day later: Look by → 7 days later: Close as «Never answered»");
        row.QuerySelectorAll("td").Take(2).Select(td => td.TextContent.Trim()).ShouldBe(["Started by: New leads", "0 leads in it"]);
        list.QuerySelectorAll("section .acts a").Select(a => a.GetAttribute("href")).ShouldBe([$"{Page}/new?ready=quote-given", $"{Page}/new?ready=new-door-shopper"], "what was taken over is offered no more");
        var cadence = (await business.InDb(db => db.Cadences.SingleAsync())).Facts;
        (cadence.PerDay, cadence.ClosesAfterDays, cadence.ClosesAs, cadence.StopsOnReply, cadence.Starts.ByItself).ShouldBe((2, 7, "Never answered", true, true));
    }

    [Theory, BothDatabases]
    public async Task Changing_it_asks_what_becomes_of_the_leads_in_it(Provider provider)
    {
        var business = await hosts.Nurturing(provider);
        var api = await business.Api();
        var cadence = (await api.Create(Api, new { name = "Angi leads", steps = new[] { Call } })).Id();
        var page = await business.Page("owner");
        (await page.Page($"{Page}/{cadence}/edit")).QuerySelector("[name=leadsInIt]").ShouldBeNull();
        foreach (var name in new[] { "Ray", "Ann" }) await business.Enrol(cadence, name);

        var form = await page.Page($"{Page}/{cadence}/edit");
        form.QuerySelector(".choices legend")!.TextContent.ShouldBe("2 leads are in this cadence");
        form.QuerySelector("[name=leadsInIt][checked]")!.GetAttribute("value").ShouldBe("go_on");
        using (var saved = await page.Post($"{Page}/{cadence}", [.. Fields(form), .. Step(1, "Call again")])) saved.Where().ShouldBe(Page);
        var stored = await business.InDb(db => db.Cadences.SingleAsync());
        (stored.Steps.Count, stored.Version, stored.UnsettledSince.HasValue, stored.EmptiedAt.HasValue).ShouldBe((2, 2, true, false));

        using (var stale = await page.Post($"{Page}/{cadence}", [.. Fields(form).Where(f => f.Name != "name"), ("name", "Mine")]))
        {
            stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            var shown = await page.Read(stale);
            shown.QuerySelector(".notice")!.TextContent.ShouldContain("Call → 1 day later: Call again");
            (Value(shown, "name"), Value(shown, "version")).ShouldBe(("Mine", "2"));
        }
        using (var stale = await api.PutJson($"{Api}/{cadence}", new { name = "Mine" }, 1)) (await stale.ShouldBeProblem(412, "stale")).GetProperty("current").GetProperty("leads").GetInt32().ShouldBe(2);
        using (var blind = await api.PutJson($"{Api}/{cadence}", new { name = "Mine" })) await blind.ShouldBeProblem(428);
        using (var wrong = await api.PutJson($"{Api}/{cadence}", new { leadsInIt = "fly" }, 2)) (await wrong.ShouldBeProblem(422)).GetProperty("errors").TryGetProperty("leadsInIt", out _).ShouldBeTrue();
        await (await api.PutJson($"{Api}/{cadence}", new { leadsInIt = "stop" }, 2)).ShouldBeJson(200);
        (await business.InDb(db => db.Cadences.SingleAsync())).EmptiedAt.ShouldNotBeNull();
    }

    [Theory, BothDatabases]
    public async Task Deleting_it_says_what_becomes_of_the_leads_and_frees_its_name(Provider provider)
    {
        var business = await hosts.Nurturing(provider);
        var api = await business.Api();
        var cadence = (await api.Create(Api, new { name = "Angi leads", steps = new[] { Call } })).Id();
        await business.Enrol(cadence, "Ray");
        var page = await business.Page("owner");
        (await page.Page($"{Page}/{cadence}/deletion")).QuerySelector(".notice")!.TextContent.ShouldContain("1 lead is in this cadence");
        using (var blind = await api.SendJson(HttpMethod.Delete, $"{Api}/{cadence}", null)) await blind.ShouldBeProblem(428);
        using (var stale = await api.DeleteVersion($"{Api}/{cadence}", 7)) await stale.ShouldBeProblem(412);
        using (var deleted = await page.Post($"{Page}/{cadence}/deletion")) deleted.Where().ShouldBe(Page);
        var stored = await business.InDb(db => db.Cadences.SingleAsync());
        (stored.DeletedAt.HasValue, stored.UnsettledSince.HasValue, stored.IsOn).ShouldBe((true, true, false));
        using (var again = await page.Post($"{Page}/{cadence}/deletion")) again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (var edited = await page.Post($"{Page}/{cadence}", ("do", "add"))) edited.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (var edited = await api.PutJson($"{Api}/{cadence}", new { name = "Back" }, 2)) await edited.ShouldBeProblem(404);
        (await api.GetJson("/api/audit-logs?action=deleted")).GetProperty("items").EnumerateArray().Count().ShouldBe(1);
        await api.Create(Api, new { name = "Angi leads", steps = new[] { Call } });
    }

    private static async Task<IHtmlDocument> Press(PageClient page, string address, IEnumerable<(string Name, string Value)> fields, string button)
    {
        using var answer = await page.Post(address, [.. fields, ("do", button)]);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await page.Read(answer);
    }

    private static List<string> Titles(IDocument page) => [.. page.QuerySelectorAll("#cadence input[name$='.title']").Select(i => i.GetAttribute("value") ?? "")];
}
