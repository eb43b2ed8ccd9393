using System.Net;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Team;

public sealed class TeamTests(SharedHosts hosts)
{
    [Theory, BothDatabases]
    public async Task Whoever_manages_the_team_sees_roles_last_sign_ins_and_open_leads(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (sam, ina) = (await business.Member("sales", "Sam Ortiz"), await business.Member("technician", "Ina"));
        await business.NewLead("Ada", assignee: sam);
        await business.NewLead("Ben", assignee: sam, status: LeadStatus.Lost);
        await business.PageOf(sam);
        var team = (await (await business.Api("admin")).GetJson("/api/team")).GetProperty("members").EnumerateArray().ToDictionary(m => m.Id());
        team[sam.Id].Text("role").ShouldBe("sales");
        team[sam.Id].GetProperty("openLeads").GetInt32().ShouldBe(1);
        team[sam.Id].Text("lastSignInAt").ShouldNotBeNull();
        team[ina.Id].GetProperty("lastSignInAt").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        var page = await (await business.Page("owner")).Page("/settings/team");
        page.Body!.TextContent.ShouldContain("Sam Ortiz");
        page.Body.TextContent.ShouldContain(sam.User.Email!);
    }

    [Theory, BothDatabases]
    public async Task Another_role_holds_from_the_next_request_on(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var ina = await business.Member("technician", "Ina");
        var (hers, owner) = (await business.PageOf(ina), await business.Page("owner"));
        (await hers.Http.GetAsync("/leads/new")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using (var changed = await owner.Post($"/settings/team/{ina.Id}/role", ("role", "sales"))) changed.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await hers.Http.GetAsync("/leads/new")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    public async Task A_program_changes_a_role_only_from_the_present_version(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (ina, api) = (await business.Member("technician"), await business.Api("owner"));
        var path = $"/api/team/{ina.Id}/role";
        using (var none = await api.PutJson(path, new { role = "sales" })) await none.ShouldBeProblem(428);
        using (var stale = await api.PutJson(path, new { role = "sales" }, 9)) await stale.ShouldBeProblem(412);
        using (var unknown = await api.PutJson(path, new { role = "king" }, 1)) (await unknown.ShouldBeProblem(422)).GetProperty("errors").TryGetProperty("role", out _).ShouldBeTrue();
        using var changed = await api.PutJson(path, new { role = "Sales" }, 1);
        var member = await changed.ShouldBeJson(200);
        (member.Text("role"), member.Version()).ShouldBe(("sales", 2));
    }

    [Theory, BothDatabases]
    public async Task The_only_owner_stays_one(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var owner = await business.Member("owner", "Grace");
        var admin = await business.Page("admin");
        using (var less = await admin.Post($"/settings/team/{owner.Id}/role", ("role", "sales")))
        {
            less.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await admin.Read(less)).QuerySelector("#f-role-error")!.TextContent.ShouldContain("only owner");
        }
        using var gone = await admin.Post($"/settings/team/{owner.Id}/deactivation");
        gone.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await business.InDb(db => db.TeamMembers.SingleAsync(m => m.Id == owner.Id))).Role.ShouldBe("owner");
    }

    [Theory, BothDatabases]
    public async Task Two_owners_who_make_each_other_less_at_once_leave_an_owner(Provider provider)
    {
        var nodes = await hosts.NodesOn(provider);
        for (var round = 0; round < LongRun.Rounds(4, 40); round++)
        {
            var business = await nodes[0].NewBusiness();
            var (grace, omar, key) = (await business.Member("owner"), await business.Member("owner"), (await business.NewKey("admin")).Key);
            var answers = await Task.WhenAll(new[] { grace, omar }.Select((owner, i) => business.ApiWith(key, nodes[i % nodes.Count]).PutJson($"/api/team/{owner.Id}/role", new { role = "sales" }, 1)));
            answers.Count(a => a.StatusCode == HttpStatusCode.OK).ShouldBe(1);
            (await business.InDb(db => db.TeamMembers.CountAsync(m => m.Role == "owner"))).ShouldBe(1);
        }
    }

    [Theory, BothDatabases]
    public async Task Who_leaves_hands_over_the_open_leads_and_is_out_at_once(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (sam, lea) = (await business.Member("sales", "Sam"), await business.Member("sales", "Lea"));
        var (open, closed) = (await business.NewLead("Ada", assignee: sam), await business.NewLead("Ben", assignee: sam, status: LeadStatus.Lost));
        var (his, owner) = (await business.PageOf(sam), await business.Page("owner"));
        using (var unsaid = await owner.Post($"/settings/team/{sam.Id}/deactivation"))
        {
            unsaid.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await owner.Read(unsaid)).QuerySelector("#f-handOverTo-error").ShouldNotBeNull();
        }
        (await his.Http.GetAsync("/leads")).StatusCode.ShouldBe(HttpStatusCode.OK);
        using (var done = await owner.Post($"/settings/team/{sam.Id}/deactivation", ("handOverTo", lea.Id.ToString()))) done.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await his.Http.GetAsync("/leads")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var leads = await business.InDb(db => db.Leads.ToDictionaryAsync(l => l.Id, l => l.AssigneeId));
        (leads[open.Id], leads[closed.Id]).ShouldBe((lea.Id, sam.Id));
        (await business.InDb(db => db.Activities.CountAsync(a => a.SubjectId == open.Id && a.Field == "assigneeId" && a.New == lea.Id.ToString()))).ShouldBe(1);
        await business.DerivedRowsShouldAgree("a hand-over");

        using (var back = await owner.Post($"/settings/team/{sam.Id}/restoration")) back.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await his.Http.GetAsync("/leads")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    public async Task More_leads_than_one_transaction_takes_all_go_to_the_pool(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var sam = await business.Member("sales");
        await business.AddLeads(600, sam);
        using var done = await (await business.Api("owner")).PostJson($"/api/team/{sam.Id}/deactivation", new { handOverTo = (Guid?)null });
        var member = await done.ShouldBeJson(200);
        (member.GetProperty("isActive").GetBoolean(), member.GetProperty("openLeads").GetInt32()).ShouldBe((false, 0));
        (await business.InDb(db => db.Leads.CountAsync(l => l.AssigneeId == sam.Id && l.Status <= LeadStatus.Qualified))).ShouldBe(0);
        (await business.InDb(db => db.Leads.CountAsync(l => l.AssigneeId == sam.Id))).ShouldBeGreaterThan(0, "closed leads keep their name");
        await business.DerivedRowsShouldAgree("a long hand-over");
    }

    [Theory, BothDatabases]
    public async Task Whoever_is_given_a_lead_while_they_leave_keeps_no_open_lead(Provider provider)
    {
        var nodes = await hosts.NodesOn(provider);
        for (var round = 0; round < LongRun.Rounds(4, 60); round++)
        {
            var business = await nodes[0].NewBusiness();
            var (sam, key) = (await business.Member("sales"), (await business.NewKey("owner")).Key);
            var leads = await business.AddLeads(8);
            var work = leads.Select((lead, i) => business.ApiWith(key, nodes[i % nodes.Count]).PutJson($"/api/leads/{lead.Id}/assignment", new { assigneeId = sam.Id }, lead.Version))
                .Append(business.ApiWith(key, nodes[^1]).PostJson($"/api/team/{sam.Id}/deactivation", new { handOverTo = (Guid?)null })).ToList();
            var answers = await Task.WhenAll(work);
            answers.ShouldAllBe(a => (int)a.StatusCode < 500);
            answers[^1].StatusCode.ShouldBe(HttpStatusCode.OK);
            (await business.InDb(db => db.Leads.CountAsync(l => l.AssigneeId == sam.Id && l.Status <= LeadStatus.Qualified))).ShouldBe(0);
            await business.DerivedRowsShouldAgree("a race of giving and leaving");
        }
    }

    [Theory, BothDatabases]
    public async Task Nobody_ends_their_own_place(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        await business.Member("owner");
        var me = await business.Member("owner");
        using var answer = await (await business.PageOf(me)).Post($"/settings/team/{me.Id}/deactivation", ("handOverTo", "pool"));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }
}
