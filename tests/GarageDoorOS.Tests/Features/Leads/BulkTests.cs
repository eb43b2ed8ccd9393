using System.Net;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Leads;

/// <summary>Many leads at once: by their ids or by a filter, each with its line, and all of it taken back by one undo.</summary>
public sealed class BulkTests(SharedHosts hosts)
{
    [Theory, BothDatabases]
    public async Task A_thousand_leads_that_match_are_assigned_with_a_line_each_and_one_notice_and_come_back_but_for_what_somebody_touched(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (sam, tom) = (await business.Member("sales", "Sam"), await business.Member("sales", "Tom"));
        var leads = await business.AddLeads(1_000, tom);
        var (api, lines) = (await business.Api("office_staff"), await business.InDb(db => db.Activities.CountAsync()));

        var counted = await api.GetJson("/api/leads/bulk");
        counted.GetProperty("count").GetInt32().ShouldBe(1_000);
        var late = await business.NewLead("Came later");
        using var touched = await api.PutJson($"/api/leads/{leads[0].Id}/status", new { status = "qualified" }, 1);
        touched.StatusCode.ShouldBe(HttpStatusCode.OK);

        var done = await Bulk(api, "assignment", new { filter = "", asOf = counted.Text("asOf"), assigneeId = sam.Id });
        (done.GetProperty("done").GetInt32(), done.GetProperty("left").GetInt32()).ShouldBe((999, 0));
        Skips(done).ShouldBe(["changed_meanwhile 2"]);
        await business.LeadTotalsShouldAgree("a bulk assignment");
        (await business.InDb(db => db.Leads.CountAsync(l => l.AssigneeId == sam.Id))).ShouldBe(999);
        (await business.InDb(db => db.Leads.Where(l => l.Id == late.Id).Select(l => l.AssigneeId).SingleAsync())).ShouldBeNull();
        (await business.InDb(db => db.Activities.CountAsync()) - lines).ShouldBe(999 + 1);
        var notice = await business.InDb(db => db.Notices.SingleAsync());
        (notice.MemberId, notice.Leads).ShouldBe((sam.Id, 999));

        using var edited = await api.PutJson($"/api/leads/{leads[1].Id}", new { notes = "Called back." }, 2);
        edited.StatusCode.ShouldBe(HttpStatusCode.OK);
        var undo = $"/api/leads/bulk/{done.Id()}/undoing";
        using var both = await api.PostJson(undo, null);
        var back = await both.ShouldBeJson(200);
        back.GetProperty("done").GetInt32().ShouldBe(998);
        Skips(back).ShouldBe(["changed_meanwhile 1"]);
        await business.LeadTotalsShouldAgree("its undo");
        var owners = await business.InDb(db => db.Leads.Where(l => l.Id != late.Id).ToDictionaryAsync(l => l.Id, l => l.AssigneeId));
        leads.ShouldAllBe(l => owners[l.Id] == (l.Id == leads[1].Id ? sam.Id : l.AssigneeId));
        using var again = await api.PostJson(undo, null);
        (await again.ShouldBeJson(200)).GetProperty("done").GetInt32().ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Leads_beyond_the_scope_are_skipped_as_if_they_did_not_exist_and_only_who_did_it_undoes_it(Provider provider)
    {
        var host = await hosts.On(provider);
        var (business, other) = (await host.NewBusiness(), await host.NewBusiness());
        var (sam, tom) = (await business.Member("sales", "Sam"), await business.Member("sales", "Tom"));
        var (own, pool, toms, foreign) = (await business.NewLead("Own", assignee: sam), await business.NewLead("Pool"), await business.NewLead("Toms", assignee: tom), await other.NewLead("Foreign"));
        var (page, owner) = (await business.PageOf(sam), await business.Api());

        using (var given = await page.Submit(HttpMethod.Post, "/leads/bulk/assignment", [("ids", $"{own.Id},{pool.Id},{toms.Id},{foreign.Id},{Guid.NewGuid()}"), ("assigneeId", tom.Id.ToString())], htmx: true))
            await given.ShouldBeDone("2 leads are with Tom now. 3 are not there any more.");
        (await business.InDb(db => db.Leads.CountAsync(l => l.AssigneeId == tom.Id))).ShouldBe(3);
        (await business.InDb(db => db.Activities.CountAsync(a => a.SubjectId == toms.Id))).ShouldBe(0);
        using (var all = await page.Submit(HttpMethod.Post, "/leads/bulk/status", [("filter", ""), ("count", "0"), ("status", "contacted")], htmx: true)) await all.ShouldBeDone("Nothing was changed.");

        var action = await business.InDb(db => db.BulkActions.SingleAsync());
        using (var theirs = await owner.PostJson($"/api/leads/bulk/{action.Id}/undoing", null)) await theirs.ShouldBeProblem(404);
        using (var forbidden = await page.Submit(HttpMethod.Post, "/leads/bulk/deletion", [("ids", $"{own.Id}"), ("sure", "yes")], htmx: true)) forbidden.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        // What they gave away is out of their sight, and yet theirs to take back.
        using (var undone = await page.Submit(HttpMethod.Post, $"/leads/bulk/{action.Id}/undoing", [("x", "")], htmx: true)) await undone.ShouldBeDone("2 leads are as they were.");
        var owners = await business.InDb(db => db.Leads.ToDictionaryAsync(l => l.Id, l => l.AssigneeId));
        (owners[own.Id], owners[pool.Id], owners[toms.Id]).ShouldBe((sam.Id, null, tom.Id));
        await business.LeadTotalsShouldAgree();
    }

    [Theory, BothDatabases]
    public async Task Closing_asks_why_customers_stay_converted_and_deleting_asks_first(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (page, api) = (await business.Page("owner"), await business.Api());
        var (ada, won) = (await business.NewLead("Ada"), await business.NewLead("Won"));
        (await api.Create($"/api/leads/{won.Id}/conversion", new { type = "residential" })).TryGetProperty("customerId", out _).ShouldBeTrue();
        (string, string)[] both = [("ids", $"{ada.Id},{won.Id}")];

        using var asked = await page.Submit(HttpMethod.Post, "/leads/bulk/status", [.. both, ("status", "lost")], htmx: true);
        var dialog = await asked.ShouldBePage(422);
        dialog.QuerySelector("h2")!.TextContent.ShouldBe("Mark 2 leads as lost");
        dialog.QuerySelector("#reason-error").ShouldBeNull();
        using (var silent = await page.Send("/leads/bulk/status", dialog.Fields())) (await silent.ShouldBePage(422)).QuerySelector("#reason-error").ShouldNotBeNull();
        using (var closed = await page.Send("/leads/bulk/status", dialog.Fields(), ("lostReason", "Price"))) await closed.ShouldBeDone("1 lead is lost now. 1 lead is a customer already and stays converted.");
        (await api.GetJson($"/api/leads/{ada.Id}")).Text("lostReason").ShouldBe("Price");

        using var sure = await page.Submit(HttpMethod.Post, "/leads/bulk/deletion", both, htmx: true);
        var question = await sure.ShouldBePage(200);
        question.QuerySelector("h2")!.TextContent.ShouldBe("Delete 2 leads?");
        (await business.InDb(db => db.Leads.CountAsync(l => l.DeletedAt != null))).ShouldBe(0);
        using var deleted = await page.Send("/leads/bulk/deletion", question.Fields());
        await deleted.ShouldBeDone("2 leads are in the trash now.");
        await business.LeadTotalsShouldAgree("a bulk deletion");
        var undo = System.Text.Json.JsonDocument.Parse(deleted.Headers.GetValues("HX-Trigger").Single()).RootElement.GetProperty("toast").Text("undo")!;
        using (var back = await page.Submit(HttpMethod.Post, undo, [("x", "")], htmx: true)) await back.ShouldBeDone("2 leads are as they were.");
        (await business.InDb(db => db.Leads.CountAsync(l => l.DeletedAt == null))).ShouldBe(2);
        await business.LeadTotalsShouldAgree("its undo");
    }

    [Theory]
    [BothDatabases("assignment", """{"assigneeId":null}""", "ids")]
    [BothDatabases("assignment", """{"ids":[],"assigneeId":null}""", "ids")]
    [BothDatabases("assignment", """{"ids":["x"],"assigneeId":null}""", "ids[0]")]
    [BothDatabases("assignment", """{"filter":"","ids":[],"assigneeId":null}""", "ids")]
    [BothDatabases("assignment", """{"filter":"status=hot","assigneeId":null}""", "status")]
    [BothDatabases("assignment", """{"filter":"nosuch=1","assigneeId":null}""", "nosuch")]
    [BothDatabases("assignment", """{"filter":"","asOf":"soon","assigneeId":null}""", "asOf")]
    [BothDatabases("assignment", """{"filter":""}""", "assigneeId")]
    [BothDatabases("assignment", """{"filter":"","assigneeId":"0193a5c0-0000-7000-8000-000000000000"}""", "assigneeId")]
    [BothDatabases("status", """{"filter":"","status":"converted"}""", "status")]
    [BothDatabases("status", """{"filter":"","status":"lost"}""", "lostReason")]
    [BothDatabases("deletion", """{"filter":"","status":"lost"}""", "status")]
    public async Task What_cannot_be_meant_is_refused_and_changes_nothing(Provider provider, string what, string body, string field)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        await business.NewLead("Ada");
        using var answer = await (await business.Api()).PostJson($"/api/leads/bulk/{what}", System.Text.Json.JsonSerializer.Deserialize<object>(body));
        (await answer.ShouldBeProblem(422, "invalid")).GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        (await business.InDb(db => db.Leads.SingleAsync())).Version.ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Edits_of_single_leads_in_the_same_moment_are_kept(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (sam, ada) = (await business.Member("sales", "Sam"), await business.Member("sales", "Ada"));
        var leads = await business.AddLeads(LongRun.Rounds(300, 3_000));
        var (api, other) = (await business.Api(), await business.Page("owner"));
        await other.Token();
        var ids = leads.Select(l => l.Id).ToList();
        var one = Bulk(api, "assignment", new { ids, assigneeId = sam.Id });
        var two = Bulk(api, "status", new { ids = ids.AsEnumerable().Reverse(), status = "qualified" });
        var three = Bulk(api, "assignment", new { filter = "", assigneeId = ada.Id });
        foreach (var lead in leads.Take(25))
            using (var edited = await other.Submit(HttpMethod.Post, $"/leads/{lead.Id}", [("version", "1"), ("notes", "Typed meanwhile")], htmx: true)) edited.StatusCode.ShouldBe(HttpStatusCode.OK, await edited.Content.ReadAsStringAsync());
        await Task.WhenAll(one, two, three);
        var now = await business.InDb(db => db.Leads.AsNoTracking().ToListAsync());
        now.Count(l => l.Notes == "Typed meanwhile").ShouldBe(25);
        now.ShouldAllBe(l => l.Status == LeadStatus.Qualified && (l.AssigneeId == sam.Id || l.AssigneeId == ada.Id));
        await business.LeadTotalsShouldAgree("bulk actions and edits at once");
        (await business.InDb(db => db.TeamMembers.Where(m => m.Id == sam.Id).Select(m => m.UnseenNotices).SingleAsync())).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task Under_one_key_it_happens_once_and_only_to_as_many_as_fit_in_one_transaction(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var ids = (await business.AddLeads(501)).Select(l => l.Id).ToList();
        var api = await business.Api();
        using (var tooMany = await api.PostJson("/api/leads/bulk/deletion", new { ids }, "many")) await tooMany.ShouldBeProblem(422, "invalid");
        using var first = await api.PostJson("/api/leads/bulk/deletion", new { ids = ids[..3] }, "few");
        using var second = await api.PostJson("/api/leads/bulk/deletion", new { ids = ids[..3] }, "few");
        (await second.ShouldBeJson(200)).Id().ShouldBe((await first.ShouldBeJson(200)).Id());
        (await business.InDb(db => db.Leads.CountAsync(l => l.DeletedAt != null))).ShouldBe(3);

        var old = NodaTime.SystemClock.Instance.GetCurrentInstant() - BulkAction.Undoable - NodaTime.Duration.FromMinutes(1);
        var id = await business.InDb(db => db.BulkActions.Select(a => a.Id).SingleAsync());
        await business.InDb(db => db.BulkActions.ExecuteUpdateAsync(set => set.SetProperty(a => a.At, old)));
        using (var late = await api.PostJson($"/api/leads/bulk/{id}/undoing", null)) await late.ShouldBeProblem(409, "too_late");
        var next = await Bulk(api, "deletion", new { ids = ids[3..5] });
        (await business.InDb(db => db.BulkActions.Select(a => a.Id).ToListAsync())).ShouldBe([next.Id()]);
        (await business.InDb(db => db.BulkPortions.Select(p => p.ActionId).ToListAsync())).ShouldBe([next.Id()]);
    }

    private static async Task<System.Text.Json.JsonElement> Bulk(HttpClient api, string what, object body)
    {
        using var answer = await api.PostJson($"/api/leads/bulk/{what}", body);
        return await answer.ShouldBeJson(200);
    }

    private static IEnumerable<string> Skips(System.Text.Json.JsonElement result) =>
        result.GetProperty("skipped").EnumerateArray().Select(s => $"{s.Text("reason")} {s.GetProperty("count").GetInt32()}");
}
