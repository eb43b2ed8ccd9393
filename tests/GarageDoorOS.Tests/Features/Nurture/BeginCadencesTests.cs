using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static GarageDoorOS.Tests.Features.Nurture.NurtureCalls;

namespace GarageDoorOS.Tests.Features.Nurture;

/// <summary>What cadences do by themselves: begin, follow a change, and close whom nobody could reach.</summary>
public sealed class BeginCadencesTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task Leads_that_fit_begin_when_they_arrive_or_change_by_whatever_door(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var api = await business.Api();
        var source = await business.InDb(db => db.Sources.Where(s => s.Name == "Website form").Select(s => s.Id).SingleAsync());
        await business.Cadence(new() { Name = "Web", Steps = Steps("call"), Starts = new(true, [LeadStatus.New], [source], 1000, 5000) });
        await business.Cadence(new() { Name = "Qualified", Steps = Steps("text"), Starts = new(true, [LeadStatus.Qualified], [], null, null) });

        async Task<Guid> Lead(string name, object facts) => (await api.Create("/api/leads", facts)).Id();
        var fits = await Lead("Fits", new { name = "Fits", source = "Website form", estimatedValue = "1000.00" });
        var cheap = await Lead("Cheap", new { name = "Cheap", source = "Website form", estimatedValue = "999.00" });
        await Lead("Unknown", new { name = "Unknown", source = "Website form" });
        await Lead("Other", new { name = "Other", source = "Google Ads", estimatedValue = "2000.00" });
        await Lead("Closed", new { name = "Closed", source = "Website form", estimatedValue = "2000.00", status = "lost", lostReason = "Price" });
        await Looked(business);
        (await In(business)).ShouldBe("Fits in Web");
        (await api.Pending(fits)).ShouldBe("call 1");

        await (await api.PutJson($"/api/leads/{cheap}", new { estimatedValue = "1200.00" }, 1)).ShouldBeJson(200);
        await (await api.PutJson($"/api/leads/{fits}/status", new { status = "qualified" }, 1)).ShouldBeJson(200);
        await Looked(business);
        (await In(business)).ShouldBe("Cheap in Web, Fits in Web", "a lead is in one cadence at a time");

        await Imported(api, "Name,Source,Value,Stage\nAnn,Website form,1500,new\nBob,Website form,10,new\nCid,,10,qualified\nDot,Website form,1500,lost\n");
        await Looked(business);
        (await In(business)).ShouldBe("Ann in Web, Cheap in Web, Cid in Qualified, Fits in Web");
        await business.CadencesShouldAgree();

        var enrolment = (await api.GetJson($"/api/leads/{cheap}/enrolments")).GetProperty("items")[0].Id();
        (await api.PutJson($"/api/enrolments/{enrolment}/ending", new { })).Dispose();
        await (await api.PutJson($"/api/leads/{cheap}", new { estimatedValue = "1300.00" }, 2)).ShouldBeJson(200);
        await Looked(business);
        (await api.Enrolments(cheap)).ShouldBe("Web stopped by_hand", "who was in it once does not begin it again by itself");
    }

    [Theory, BothDatabases]
    public async Task Two_nodes_begin_each_lead_once(Provider provider)
    {
        var nodes = await hosts.NodesOn(provider);
        var business = await (await nodes[0].NewBusiness()).Nurturing();
        await business.Cadence(new() { Name = "All", Steps = Steps("call"), Starts = StartRule.None with { ByItself = true } });
        await business.AddLeads(LongRun.Rounds(600, 5_000));
        await Looked(business);
        var open = await business.InDb(db => db.Leads.CountAsync(l => l.DeletedAt == null && l.Status <= LeadStatus.Qualified));
        (await business.InDb(db => db.Enrolments.CountAsync())).ShouldBe(open);
        await business.CadencesShouldAgree();
    }

    [Theory, BothDatabases]
    public async Task Many_leads_begin_what_somebody_chose_for_them(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var (api, page) = (await business.Api(), await business.Page());
        var (cadence, other) = (await business.Cadence(new() { Name = "Chase", Steps = Steps("call") }), await business.Cadence(new() { Name = "Other", Steps = Steps("text") }));
        var leads = new List<Guid>();
        foreach (var name in new[] { "Ann", "Bob", "Cid" }) leads.Add((await api.Create("/api/leads", new { name })).Id());
        await (await api.PutJson($"/api/leads/{leads[2]}/status", new { status = "lost", lostReason = "Price" }, 1)).ShouldBeJson(200);
        await api.Enrol(leads[1], other);
        await Looked(business);

        var ids = string.Join(',', leads);
        using (var asked = await page.Post("/leads/bulk/enrolments", ("ids", ids)))
        {
            var dialog = await page.Read(asked);
            dialog.QuerySelectorAll("[name=cadenceId]").Length.ShouldBe(2);
            dialog.QuerySelector("[name=ids]")!.GetAttribute("value").ShouldBe(ids);
        }
        using (var none = await page.Post("/leads/bulk/enrolments", ("ids", ids), ("asked", "yes"))) (await page.Read(none)).QuerySelector("#cadence-error").ShouldNotBeNull();
        (await page.Post("/leads/bulk/enrolments", ("ids", ids), ("asked", "yes"), ("cadenceId", cadence.Id.ToString()))).Dispose();
        await Looked(business);
        (await In(business)).ShouldBe("Ann in Chase, Bob in Chase");
        (await api.Enrolments(leads[1])).ShouldBe("Chase running, Other stopped replaced");
        var again = await (await api.PostJson("/api/leads/bulk/enrolments", new { filter = "", cadenceId = cadence.Id })).ShouldBeJson(200);
        again.GetProperty("skipped").EnumerateArray().Select(s => $"{s.Text("reason")} {s.GetProperty("count")}").ShouldBe(["closed 1", "unchanged 2"]);
        using (var wrong = await api.PostJson("/api/leads/bulk/enrolments", new { ids = leads })) (await wrong.ShouldBeProblem(422)).GetProperty("errors").TryGetProperty("cadenceId", out _).ShouldBeTrue();
        await business.CadencesShouldAgree();
    }

    [Theory, BothDatabases]
    public async Task While_it_is_off_nothing_begins_and_nothing_closes(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        await business.Cadence(new() { Name = "All", Steps = Steps("call"), Starts = StartRule.None with { ByItself = true } });
        await api.Create("/api/leads", new { name = "Before" });
        await business.Nurturing();
        var later = (await api.Create("/api/leads", new { name = "After" })).Id();
        await Looked(business);
        (await In(business)).ShouldBe("After in All", "leads that were there are the office's to begin with");

        (await api.PutJson("/api/settings/integrations", new { nurturing = false })).Dispose();
        using (var off = await api.GetAsync($"/api/leads/{later}/enrolments")) await off.ShouldBeProblem(409, "integration_disabled");
        using (var off = await api.GetAsync("/api/leads?cadence=All")) await off.ShouldBeProblem(409, "integration_disabled");
        await (await api.PutJson($"/api/leads/{later}/status", new { status = "lost", lostReason = "Price" }, 1)).ShouldBeJson(200);
        await business.CadencesShouldAgree();
    }

    [Theory, BothDatabases]
    public async Task A_changed_cadence_takes_its_leads_along_and_a_deleted_one_lets_them_go(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var api = await business.Api();
        var steps = Steps("call", "text 1 days", "email 2 days");
        var cadence = await business.Cadence(new() { Name = "Chase", Steps = steps });
        var (first, second, moved) = (await Enrolled("At one"), await Enrolled("At two"), await Enrolled("Moved by hand"));
        await Done(second);
        var own = (await api.GetJson($"/api/leads/{moved}/tasks")).GetProperty("items")[0];
        await (await api.PutJson($"/api/tasks/{own.Id()}", new { dueOn = Iso(business.Today().PlusDays(9)) }, 1)).ShouldBeJson(200);

        await business.Change(cadence, c => c.Become(c.Facts with { Steps = [steps[0] with { Title = "Ring" }, steps[2]] }, business.Now()));
        await Eventually.Holds("the leads follow", async () => (await api.Pending(first), await api.Pending(second), await api.Pending(moved)), now => now == ("Ring", "email 3", "Ring"));
        (await api.GetJson($"/api/leads/{moved}/tasks")).GetProperty("items")[0].Text("dueOn").ShouldBe(Iso(business.Today().PlusDays(9)), "a day that somebody chose stays");
        await business.CadencesShouldAgree();

        await business.Change(cadence, c => c.Become(c.Facts with { Steps = [c.Steps[0]] }, business.Now()));
        await Eventually.Holds("what has no step left is finished", () => api.Enrolments(second), now => now == "Chase finished completed");
        (await api.Pending(first)).ShouldBe("Ring", "which stays as it was");

        await business.Change(cadence, c => c.Empty(business.Now()));
        await Eventually.Holds("they are taken out", async () => (await api.Enrolments(first), await api.Pending(first)), now => now == ("Chase stopped by_hand", ""));
        await api.Enrol(first, cadence);
        await business.Change(cadence, c => c.Delete(business.Now()));
        await Eventually.Holds("it lets them go", () => api.Enrolments(first), now => now == "Chase stopped cadence_deleted, Chase stopped by_hand");
        await business.CadencesShouldAgree();

        async Task<Guid> Enrolled(string name)
        {
            var lead = (await api.Create("/api/leads", new { name })).Id();
            await api.Enrol(lead, cadence);
            return lead;
        }
        async Task Done(Guid lead)
        {
            var task = (await api.GetJson($"/api/leads/{lead}/tasks")).GetProperty("items")[0].Id();
            await (await api.PutJson($"/api/tasks/{task}/completion", new { outcome = "no_answer" })).ShouldBeJson(200);
        }
    }

    [Theory, BothDatabases]
    public async Task Whom_nobody_could_reach_is_closed_a_week_later_unless_somebody_answers(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var api = await business.Api();
        var cadence = await business.Cadence(new() { Name = "Chase", Steps = Steps("call"), ClosesAfterDays = 7, ClosesAs = "Never answered" });
        var (quiet, answers) = ((await api.Create("/api/leads", new { name = "Quiet" })).Id(), (await api.Create("/api/leads", new { name = "Answers" })).Id());
        foreach (var lead in new[] { quiet, answers })
        {
            await api.Enrol(lead, cadence);
            var task = (await api.GetJson($"/api/leads/{lead}/tasks")).GetProperty("items")[0].Id();
            await (await api.PutJson($"/api/tasks/{task}/completion", new { outcome = "no_answer" })).ShouldBeJson(200);
        }
        var closing = (await api.GetJson($"/api/leads/{quiet}/tasks")).GetProperty("items")[0];
        (closing.Text("title"), closing.GetProperty("isAutomatic").GetBoolean()).ShouldBe(("Close as «Never answered»", true));
        using (var byHand = await api.PutJson($"/api/tasks/{closing.Id()}/completion", new { outcome = "no_answer" })) await byHand.ShouldBeProblem(409, "task_automatic");
        var asked = (await api.Plan(answers, business.Today())).Id();
        await (await api.PutJson($"/api/tasks/{asked}/completion", new { outcome = "reached" })).ShouldBeJson(200);

        business.Host.Time.Pass(TimeSpan.FromDays(7));
        await Eventually.Holds("the quiet one is closed", async () => (await api.GetJson($"/api/leads/{quiet}")).Text("status"), status => status == "lost");
        (await api.GetJson($"/api/leads/{quiet}")).Text("lostReason").ShouldBe("Never answered");
        (await api.Enrolments(quiet)).ShouldBe("Chase finished closed_lead");
        (await api.GetJson($"/api/leads/{answers}")).Text("status").ShouldBe("contacted");
        await business.CadencesShouldAgree();
        await business.DerivedRowsShouldAgree();

        var spared = (await api.Create("/api/leads", new { name = "Spared" })).Id();
        await api.Enrol(spared, cadence);
        var call = (await api.GetJson($"/api/leads/{spared}/tasks")).GetProperty("items")[0].Id();
        (await api.PutJson($"/api/tasks/{call}/completion", new { outcome = "no_answer" })).Dispose();
        var last = (await api.GetJson($"/api/leads/{spared}/tasks")).GetProperty("items")[0].Id();
        await (await api.PutJson($"/api/tasks/{last}/skipping", new { reason = "They wrote" })).ShouldBeJson(200);
        ((await api.Enrolments(spared)), (await api.GetJson($"/api/leads/{spared}")).Text("status")).ShouldBe(("Chase finished completed", "new"));
    }

    private static Task Looked(TestBusiness business) => Eventually.Holds("all that waits was looked at", () => business.InDb(db => db.WaitingStarts.CountAsync()), count => count == 0);

    private static Task<string> In(TestBusiness business) => business.InDb(async db =>
        string.Join(", ", await db.Leads.Where(l => l.CadenceId != null).OrderBy(l => l.Name).Join(db.Cadences, l => l.CadenceId, c => c.Id, (l, c) => l.Name + " in " + c.Name).ToListAsync()));

    private static async Task Imported(HttpClient api, string csv)
    {
        using var form = new MultipartFormDataContent { { new StringContent(csv), "file", "leads.csv" } };
        using var sent = await api.PostAsync("/api/imports", form);
        var id = (await sent.ShouldBeJson(202)).Id();
        await Eventually.Holds("the list has come in", async () => (await api.GetJson($"/api/imports/{id}")).Text("state"), state => state == "done");
    }
}
