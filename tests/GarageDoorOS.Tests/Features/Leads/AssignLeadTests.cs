using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Leads;

public sealed class AssignLeadTests(SharedHosts hosts)
{
    [Theory, BothDatabases]
    public async Task A_program_is_told_whom_a_lead_may_be_given_to_and_what_else_the_forms_offer(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var sam = await business.Member("sales", "Sam");
        var api = await business.Api("lead_agent");
        var choices = await api.GetJson("/api/leads/choices");
        choices.GetProperty("assignees").EnumerateArray().Select(p => (p.Id(), p.Text("name"))).ShouldContain((sam.Id, "Sam"));
        choices.GetProperty("sources").EnumerateArray().Select(s => s.GetString()).ShouldContain("Yelp");
        choices.GetProperty("lostReasons").EnumerateArray().Select(s => s.GetString()).ShouldNotBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task A_lead_goes_to_a_team_member_and_back_to_the_pool(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, anna) = (await business.Api(), await business.Member(name: "Anna"));
        var lead = await api.Create("/api/leads", new { name = "Ada", estimatedValue = "100" });
        var path = $"/api/leads/{lead.Id()}/assignment";

        using var given = await api.PutJson(path, new { assigneeId = anna.Id }, 1);
        (await given.ShouldBeJson(200)).Version().ShouldBe(2);
        using var same = await api.PutJson(path, new { assigneeId = anna.Id, version = 2 });
        (await same.ShouldBeJson(200)).Version().ShouldBe(2);
        await business.DerivedRowsShouldAgree("an assignment");
        using var back = await api.PutJson(path, new { assigneeId = (Guid?)null }, 2);
        (await back.ShouldBeJson(200)).Version().ShouldBe(3);
        await business.DerivedRowsShouldAgree("back to the pool");

        var lines = (await api.GetJson($"/api/leads/{lead.Id()}/activity")).GetProperty("items").EnumerateArray().ToList();
        lines.Select(l => (l.Text("field"), l.Text("old"), l.Text("new"))).ShouldBe([("assigneeId", anna.Id.ToString(), null), ("assigneeId", null, anna.Id.ToString()), (null, null, null)]);
    }

    [Theory]
    [BothDatabases("""{"assigneeId":null}""", null, 428, "version_required")]
    [BothDatabases("""{"assigneeId":null}""", 7, 412, "stale")]
    [BothDatabases("""{}""", 1, 422, "invalid")]
    [BothDatabases("""{"assigneeId":"me"}""", 1, 422, "invalid")]
    [BothDatabases("""{"assigneeId":null,"to":"Bob"}""", 1, 422, "invalid")]
    [BothDatabases("""{"assigneeId":"0193a5c0-0000-7000-8000-000000000000"}""", 1, 422, "invalid")]
    public async Task What_cannot_be_done_is_refused(Provider provider, string body, int? version, int status, string code)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var lead = await api.Create("/api/leads", new { name = "Ada" });
        using var answer = await api.PutJson($"/api/leads/{lead.Id()}/assignment", System.Text.Json.JsonSerializer.Deserialize<object>(body), version);
        await answer.ShouldBeProblem(status, code);
    }

    [Theory, BothDatabases]
    public async Task Nobody_of_another_business_and_nobody_who_has_left_is_given_a_lead(Provider provider)
    {
        var host = await hosts.On(provider);
        var (business, other) = (await host.NewBusiness(), await host.NewBusiness());
        var (api, stranger, gone) = (await business.Api(), await other.Member(), await business.Member());
        await business.InDb(async db =>
        {
            (await db.TeamMembers.SingleAsync(m => m.Id == gone.Id)).Deactivate();
            return await db.SaveChangesAsync();
        });
        var lead = await api.Create("/api/leads", new { name = "Ada" });
        foreach (var id in new[] { stranger.Id, gone.Id })
        {
            using var answer = await api.PutJson($"/api/leads/{lead.Id()}/assignment", new { assigneeId = id }, 1);
            (await answer.ShouldBeProblem(422, "invalid")).GetProperty("errors").TryGetProperty("assigneeId", out _).ShouldBeTrue();
        }
    }

    [Theory, BothDatabases]
    public async Task A_lead_given_away_is_out_of_sight_for_who_sees_only_their_own(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (owner, anna, bert) = (await business.Api(), await business.Member("sales", "Anna"), await business.Member("sales", "Bert"));
        var page = await business.PageOf(anna);
        var lead = await owner.Create("/api/leads", new { name = "Ada", assigneeId = anna.Id });
        var path = $"/leads/{lead.Id()}";

        var dialog = (await page.Page(path + "/assignment")).Fields();
        dialog["assigneeId"].ShouldBe(anna.Id.ToString());
        using var given = await page.Send(path + "/assignment", dialog, ("assigneeId", bert.Id.ToString()));
        await given.ShouldBeDone("Bert works Ada now.");

        foreach (var address in new[] { path, path + "/edit", path + "/assignment", path + "/status?status=lost", path + "/conversion", "/api" + path, "/api" + path + "/activity" })
            ((int)(await page.Http.GetAsync(address)).StatusCode).ShouldBe(404, address);
        using var edit = await page.Send(path, dialog, ("name", "Mine"));
        ((int)edit.StatusCode).ShouldBe(404);
        (await owner.GetJson("/api" + path)).Text("name").ShouldBe("Ada");
    }

    [Theory, BothDatabases]
    public async Task Who_has_left_keeps_a_lead_until_another_takes_it_in_the_dialog_and_in_a_form_that_comes_back(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (page, anna) = (await business.Page(), await business.Member(name: "Anna Left"));
        var lead = await business.NewLead("Ada", assignee: anna);
        await business.InDb(async db =>
        {
            (await db.TeamMembers.SingleAsync(m => m.Id == anna.Id)).Deactivate();
            return await db.SaveChangesAsync();
        });
        var (path, id) = ($"/leads/{lead.Id}", anna.Id.ToString());

        (await page.Page(path + "/assignment")).Fields()["assigneeId"].ShouldBe(id);
        var form = await page.FormAt(path + "/edit");
        form["assigneeId"].ShouldBe(id);
        using var refused = await page.Send(path, form, ("name", ""));
        (await refused.ShouldBePage(422)).QuerySelector("[name=assigneeId] [selected]")!.TextContent.ShouldBe("Anna Left (has left)");
        using var toNobody = await page.Send(path, form, ("name", ""), ("assigneeId", ""));
        (await toNobody.ShouldBePage(422)).QuerySelectorAll("[name=assigneeId] option").Select(o => o.TextContent).ShouldContain("Anna Left (has left)");
        await (await page.Send(path, form, ("name", "Ada Lovelace"))).ShouldBeDone();
        (await business.InDb(db => db.Leads.SingleAsync())).AssigneeId.ShouldBe(anna.Id);
    }

    [Theory, BothDatabases]
    public async Task A_form_without_an_assignee_gives_the_lead_to_nobody_new(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (page, anna) = (await business.Page(), await business.Member(name: "Anna"));
        var lead = await business.NewLead("Ada", assignee: anna);
        using var answer = await page.Send($"/leads/{lead.Id}/assignment", await page.FormAt($"/leads/{lead.Id}/assignment"), ("assigneeId", null));
        (await answer.ShouldBePage(422)).QuerySelector(".invalid-feedback")!.TextContent.ShouldBe("Choose who works this lead, or nobody yet.");
        (await business.InDb(db => db.Leads.SingleAsync())).AssigneeId.ShouldBe(anna.Id);
    }
}
