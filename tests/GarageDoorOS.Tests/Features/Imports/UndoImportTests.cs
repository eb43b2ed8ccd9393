using System.Net;
using System.Text.Json;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static GarageDoorOS.Tests.Features.Imports.ImportCalls;

namespace GarageDoorOS.Tests.Features.Imports;

public class UndoImportTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task What_nobody_touched_goes_to_the_trash_and_what_was_kept_is_listed(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, dana) = (await business.Api(), await business.Member("manager", "Dana Reed"));
        var import = await api.Import(List("Name,Source,Phone\nAnn,Trade fair,512-555-0101\nBob,Trade fair,\nCy,Billboard,\nDi,Yelp,\nEd,,\n"));
        var page = await business.PageOf(dana);
        var (bob, di) = (await Lead(business, "Bob"), await Lead(business, "Di"));
        using (var worked = await page.Post($"/leads/{bob.Id}/status", ("status", "contacted"), ("version", "1"))) worked.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using (var gone = await page.Post($"/leads/{di.Id}/deletion", ("version", "1"))) gone.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var asked = await page.Page($"/imports/{import.Id()}/undoing");
        asked.Body!.TextContent.ShouldContain("3 leads of leads.csv go to the trash.");
        asked.Body.TextContent.ShouldContain("1 stays, because somebody has worked on it since.");
        using (var answer = await api.PostJson($"/api/imports/{import.Id()}/undoing", new { })) (await answer.ShouldBeJson(202)).Text("state").ShouldBe("undoing");
        var undone = await Undone(api, import.Id());

        undone.GetProperty("removed").GetInt32().ShouldBe(3);
        (await business.InDb(db => db.Leads.Where(l => l.DeletedAt == null).Select(l => l.Name).ToListAsync())).ShouldBe(["Bob"]);
        var result = await page.Page($"/imports/{import.Id()}");
        result.Body!.TextContent.ShouldContain("3 leads are in the trash");
        result.QuerySelector(".import-kept li")!.TextContent.Trim().ShouldBe("Bob last by Dana Reed");
        var sources = await business.InDb(db => db.Sources.Where(s => s.RetiredAt != null).Select(s => s.Name).ToListAsync());
        sources.ShouldBe(["Billboard"], "a lead that stayed has «Trade fair», and Yelp was there before");
        var ann = await Lead(business, "Ann");
        var lines = await business.InDb(db => db.Activities.Where(a => a.SubjectId == ann.Id).OrderBy(a => a.Id).Select(a => a.Kind).ToListAsync());
        lines.ShouldBe([ActivityKinds.Imported, ActivityKinds.Deleted]);
        await business.DerivedRowsShouldAgree();

        using (var back = await api.PostJson($"/api/leads/{ann.Id}/restoration", new { })) back.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var twice = await api.PostJson($"/api/imports/{import.Id()}/undoing", new { });
        await twice.ShouldBeProblem(409, "already_undone");
        // Nobody is known by what was taken back.
        (await api.Import(List("Name,Phone\nBo,512-555-0101\n"))).Counts().ShouldBe((1, 1, 0, 0));
    }

    [Theory, BothDatabases]
    public async Task What_somebody_works_on_meanwhile_is_either_kept_with_their_work_or_was_gone_for_them(Provider provider)
    {
        for (var round = 0; round < LongRun.Rounds(2, 30); round++)
        {
            var business = await (await hosts.On(provider)).NewBusiness();
            var api = await business.Api();
            var import = await api.Import(List("Name\n" + string.Concat(Enumerable.Range(1, 450).Select(at => $"Lead {at}\n"))));
            var leads = await business.InDb(db => db.Leads.OrderBy(l => l.ImportLine).Select(l => l.Id).ToListAsync());
            var picked = leads.Where((_, at) => at % 15 == 0).Reverse().ToList();

            var undo = api.PostJson($"/api/imports/{import.Id()}/undoing", new { });
            var worked = new Dictionary<Guid, HttpStatusCode>();
            foreach (var id in picked)
            {
                using var answer = await api.PutJson($"/api/leads/{id}/status", new { status = "contacted", version = 1 });
                worked[id] = answer.StatusCode;
            }

            (await undo).Dispose();
            await Undone(api, import.Id());

            var kept = await business.InDb(db => db.Leads.Where(l => l.DeletedAt == null).Select(l => new { l.Id, l.Status }).ToListAsync());
            kept.ShouldAllBe(l => l.Status == LeadStatus.Contacted);
            kept.Select(l => l.Id).ShouldBe(worked.Where(w => w.Value == HttpStatusCode.OK).Select(w => w.Key), ignoreOrder: true);
            worked.Values.ShouldAllBe(status => status == HttpStatusCode.OK || status == HttpStatusCode.NotFound);
            await business.DerivedRowsShouldAgree();
        }
    }

    [Theory, BothDatabases]
    public async Task Only_who_may_delete_takes_a_list_back_and_only_when_it_is_over(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (owner, luis) = (await business.Api(), await business.Page("sales"));
        var import = await owner.Import(List("Name\nAnn\n"));
        var page = await business.Page("office_staff");
        (await page.Page($"/imports/{import.Id()}")).QuerySelector("[href$=undoing]").ShouldBeNull();
        using (var refused = await page.Post($"/imports/{import.Id()}/undoing")) refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using (var hidden = await luis.Http.GetAsync($"/imports/{import.Id()}")) hidden.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        var running = await business.InDb(async db =>
        {
            var one = GarageDoorOS.Domain.Imports.Import.Upload(business.Id, GarageDoorOS.Domain.Imports.ImportKind.Leads, "x.csv", 1, Actor.System, NodaTime.SystemClock.Instance.GetCurrentInstant());
            db.Add(one);
            db.Entry(one).Property(i => i.State).CurrentValue = GarageDoorOS.Domain.Imports.ImportState.Running;
            db.Entry(one).Property(i => i.LockedUntil).CurrentValue = NodaTime.SystemClock.Instance.GetCurrentInstant() + NodaTime.Duration.FromHours(1);
            await db.SaveChangesAsync();
            return one.Id;
        });
        using var early = await owner.PostJson($"/api/imports/{running}/undoing", new { });
        await early.ShouldBeProblem(409, "not_over");
    }

    private static Task<JsonElement> Undone(HttpClient api, Guid id) =>
        Eventually.Holds("the list is taken back", () => api.GetJson($"/api/imports/{id}"), import => import.Text("state") == "undone");

    private static Task<Lead> Lead(TestBusiness business, string name) => business.InDb(db => db.Leads.AsNoTracking().SingleAsync(l => l.Name == name));
}
