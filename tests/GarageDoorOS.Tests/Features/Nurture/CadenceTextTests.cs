using System.Net;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static GarageDoorOS.Tests.Features.Nurture.CadenceCalls;

namespace GarageDoorOS.Tests.Features.Nurture;

/// <summary>What steps write to leads: set up in the editor and by programs, looked at before anybody gets it.</summary>
public sealed class CadenceTextTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task Programs_give_steps_their_words_and_all_that_is_wrong_is_told_at_once(Provider provider)
    {
        var business = await hosts.Nurturing(provider);
        var api = await business.Api();
        using (var wrong = await api.PostJson(Api, new
        {
            name = "Drip",
            steps = new object[]
            {
                new { kind = "call", title = "Call", wait = 0, unit = "minutes", automatic = true },
                new { kind = "text", title = "Text", wait = 0, unit = "minutes", text = "Hi {{ lead.nmae }}", automatic = true },
                new { kind = "text", title = "Text", wait = 0, unit = "minutes", text = new string('x', 1_601) },
                new { kind = "email", title = "Mail", wait = 1, unit = "days", subject = "{{ oops", automatic = true },
                new { kind = "email", title = "Mail", wait = 0, unit = "minutes", text = "Hi", automatic = true },
            },
        }))
        {
            var errors = (await wrong.ShouldBeProblem(422, "invalid")).GetProperty("errors").EnumerateObject().ToDictionary(e => e.Name, e => e.Value[0].GetString()!);
            errors.Keys.ShouldBe(["steps[0].automatic", "steps[1].text", "steps[2].text", "steps[3].subject", "steps[3].text", "steps[3].time", "steps[4].subject"], ignoreOrder: true);
            errors["steps[1].text"].ShouldBe("There is no «lead.nmae».");
        }
        var cadence = await api.Create(Api, new
        {
            name = "Drip",
            steps = new object[] { new { kind = "text", title = "Text", wait = 1, unit = "days", time = "10:00", text = "Hi {{ lead.first_name }}", automatic = true }, new { kind = "call", title = "Call", wait = 0, unit = "minutes", text = "no words on the phone", subject = "none" } },
        });
        var steps = (await api.GetJson($"{Api}/{cadence.Id()}")).GetProperty("steps");
        (steps[0].Text("text"), steps[0].GetProperty("automatic").GetBoolean(), steps[1].Text("text"), steps[1].Text("subject"), steps[1].GetProperty("automatic").GetBoolean()).ShouldBe(("Hi {{ lead.first_name }}", true, "", "", false));
        // What was got can be put back.
        using (var back = await api.PutJson($"{Api}/{cadence.Id()}", new { steps }, 1)) (await back.ShouldBeJson(200)).GetProperty("steps").GetRawText().ShouldBe(steps.GetRawText());
    }

    [Theory, BothDatabases]
    public async Task A_text_can_be_looked_at_as_a_lead_of_ones_own_would_get_it(Provider provider)
    {
        var (business, other) = (await hosts.Nurturing(provider), await hosts.Nurturing(provider));
        var api = await business.Api();
        var lead = (await api.Create("/api/leads", new { name = "Ann Fox", estimatedValue = "1200" })).Id();
        var theirs = (await (await other.Api()).Create("/api/leads", new { name = "Somebody else" })).Id();
        using (var shown = await api.PostJson(Api + "/previews", new { leadId = lead, subject = "{{ business.name }}", text = "Hi {{ lead.first_name }}, {{ lead.value }}" }))
        {
            var said = await shown.ShouldBeJson(200);
            (said.Text("subject"), said.Text("text"), said.Text("error")).ShouldBe((business.Business.Name, "Hi Ann, $1,200", null));
        }
        using (var wrong = await api.PostJson(Api + "/previews", new { leadId = lead, text = "{{ lead.nmae }}" })) (await wrong.ShouldBeJson(200)).Text("error").ShouldBe("There is no «lead.nmae».");
        using (var foreign = await api.PostJson(Api + "/previews", new { leadId = theirs, text = "Hi" })) await foreign.ShouldBeProblem(404);

        var page = await business.Page("owner");
        var form = await page.Page(Page + "/new?ready=quote-given");
        form.QuerySelector("[name='steps[1].text']")!.TextContent.ShouldContain("{{ lead.first_name");
        using (var pressed = await page.Post(Page, [.. Fields(form), ("do", "preview-2")]))
        {
            pressed.StatusCode.ShouldBe(HttpStatusCode.OK);
            var shown = await page.Read(pressed);
            shown.QuerySelector(".cadence-preview")!.TextContent.Trim().ShouldStartWith($"Hi Ann, it is your team at {business.Business.Name}");
            shown.QuerySelector("#preview-2")!.HasAttribute("autofocus").ShouldBeTrue();
        }
        using (var wrong = await page.Post(Page, [.. Fields(form).Where(f => f.Name != "steps[1].text"), ("steps[1].text", "Hi {{ lead.nmae }} <b>")]))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var shown = await page.Read(wrong);
            shown.QuerySelector("#f-steps-1-text")!.TextContent.Trim().ShouldBe("Hi {{ lead.nmae }} <b>", "nothing typed is lost");
            shown.QuerySelector("#f-steps-1-text-error")!.TextContent.ShouldContain("There is no «lead.nmae»");
        }
        using (var saved = await page.Post(Page, Fields(form))) saved.Where().ShouldBe(Page);
        (await business.InDb(db => db.Cadences.SingleAsync())).Steps.Select(s => s.GoesByItself).ShouldBe([false, true, false]);
    }
}
