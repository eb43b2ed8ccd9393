using System.Diagnostics;
using System.Net;
using System.Text.Json;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Data;

/// <summary>What becomes of leads when the lists they speak of change.</summary>
public sealed class LeadSettlerTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task A_renamed_source_has_its_new_name_everywhere_and_stories_keep_what_was_said(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var lead = await api.Create("/api/leads", new { name = "Ann", source = "Yelp" });
        (await api.PutJson($"/api/leads/{lead.Id()}", new { source = "Angi" }, 1)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var trashed = await api.Create("/api/leads", new { name = "Bo", source = "Angi" });
        (await api.DeleteVersion($"/api/leads/{trashed.Id()}", 1)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Rename(api, "/api/sources", "Angi", "Ångi’s List");

        var now = await api.GetJson($"/api/leads/{lead.Id()}");
        (now.Text("source"), now.Version()).ShouldBe(("Ångi’s List", 2));
        foreach (var name in new[] { "Ångi’s List", "angi's list", "Angi" })
            Ids(await api.GetJson($"/api/leads?source={Uri.EscapeDataString(name)}")).ShouldBe([lead.Id()]);
        (await api.GetJson($"/api/leads/{lead.Id()}/activity")).GetRawText().ShouldContain("\"Angi\"");
        (await business.Page("owner")).ShouldNotBeNull();
        (await (await business.Page("owner")).Page("/leads")).Body!.TextContent.ShouldContain("Ångi’s List");
        (await business.InDb(db => db.Leads.SingleAsync(l => l.Id == trashed.Id()))).SourceSort.ShouldBe("angi's list", "also in the trash, from where it may come back");

        // What still sends the old name lands on the new one: a form that was open, a program, a list.
        (await api.Create("/api/leads", new { name = "Cy", source = "ANGI" })).Text("source").ShouldBe("Ångi’s List");
        (await api.PutJson($"/api/leads/{lead.Id()}", new { source = "Angi" }, 2)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await api.GetJson($"/api/leads/{lead.Id()}")).Version().ShouldBe(2, "it has that source already");
        await Import(api, "name,source\nDee,angi\n");
        (await api.GetJson("/api/leads?search=Dee")).GetProperty("items")[0].Text("source").ShouldBe("Ångi’s List");
        (await api.GetJson("/api/sources")).GetProperty("items").EnumerateArray().Count(s => s.Text("name") == "angi").ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task A_merged_source_gives_all_its_leads_to_the_other_each_with_its_history(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var leads = await Task.WhenAll(Enumerable.Range(0, 5).Select(i => api.Create("/api/leads", new { name = $"Lead {i}", source = i == 0 ? "Yelp" : "Angi" })));
        var before = await business.InDb(db => db.Leads.AsNoTracking().ToDictionaryAsync(l => l.Id, l => l.UpdatedAt));
        var (yelp, angi) = (await Entry(api, "/api/sources", "Yelp"), await Entry(api, "/api/sources", "Angi"));
        using (var merged = await api.PostJson($"/api/sources/{yelp.Id()}/merges", new { otherId = angi.Id() }))
            (await merged.ShouldBeJson(200)).GetProperty("formerNames")[0].GetString().ShouldBe("Angi");

        Ids(await api.GetJson("/api/leads?source=Yelp")).Count.ShouldBe(5);
        (await Entry(api, "/api/sources", "Yelp")).GetProperty("leads").GetInt32().ShouldBe(5);
        foreach (var lead in leads.Skip(1))
        {
            (await api.GetJson($"/api/leads/{lead.Id()}")).Version().ShouldBe(2);
            var line = (await api.GetJson($"/api/leads/{lead.Id()}/activity")).GetProperty("items")[0];
            (line.Text("field"), line.Text("old"), line.Text("new")).ShouldBe(("source", "Angi", "Yelp"));
        }
        (await api.GetJson($"/api/leads/{leads[0].Id()}")).Version().ShouldBe(1, "it was there already");
        (await business.InDb(db => db.Leads.AsNoTracking().ToDictionaryAsync(l => l.Id, l => l.UpdatedAt))).ShouldBe(before, ignoreOrder: true, "a merge is no work on a lead");
        (await api.Create("/api/leads", new { name = "Late", source = "angi" })).Text("source").ShouldBe("Yelp");
        await Import(api, "name,source\nDee,Angi\n");
        Ids(await api.GetJson("/api/leads?source=Angi")).Count.ShouldBe(7);
        await business.DerivedRowsShouldAgree("a merge");
    }

    [Theory, BothDatabases]
    public async Task A_lost_reason_is_renamed_and_merged_on_its_leads_too(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var price = await api.Create("/api/leads", new { name = "Ann", status = "lost", lostReason = "price" });
        price.Text("lostReason").ShouldBe("Price", "as the list has it");
        var own = await api.Create("/api/leads", new { name = "Bo", status = "lost", lostReason = "Moved to Mars" });
        await Rename(api, "/api/lost-reasons", "Price", "Too dear");
        (await api.GetJson($"/api/leads/{price.Id()}")).Text("lostReason").ShouldBe("Too dear");
        (await api.GetJson($"/api/leads/{price.Id()}")).Version().ShouldBe(1);

        var (dear, other) = (await Entry(api, "/api/lost-reasons", "Too dear"), await Entry(api, "/api/lost-reasons", "Postponed"));
        dear.GetProperty("leads").GetInt32().ShouldBe(1);
        (await api.PostJson($"/api/lost-reasons/{other.Id()}/merges", new { otherId = dear.Id() })).StatusCode.ShouldBe(HttpStatusCode.OK);
        var now = await api.GetJson($"/api/leads/{price.Id()}");
        (now.Text("lostReason"), now.Version()).ShouldBe(("Postponed", 2));
        var line = (await api.GetJson($"/api/leads/{price.Id()}/activity")).GetProperty("items")[0];
        (line.Text("field"), line.Text("old"), line.Text("new")).ShouldBe(("lostReason", "Too dear", "Postponed"));
        using var status = await api.PutJson($"/api/leads/{price.Id()}/status", new { status = "unqualified", lostReason = "PRICE" }, 2);
        (await status.ShouldBeJson(200)).Text("lostReason").ShouldBe("Postponed");
        (await api.GetJson($"/api/leads/{own.Id()}")).Text("lostReason").ShouldBe("Moved to Mars", "words that no list has stay");
        await Import(api, "name,status,lost reason\nDee,lost,Price\n");
        (await api.GetJson("/api/leads?search=Dee")).GetProperty("items")[0].Text("lostReason").ShouldBe("Postponed");
    }

    [Theory, BothDatabases]
    public async Task A_retired_source_is_not_offered_stays_with_its_leads_and_is_believed_where_it_is_named(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var lead = await api.Create("/api/leads", new { name = "Ann", source = "Yelp" });
        var yelp = await Entry(api, "/api/sources", "Yelp");
        (await api.PostJson($"/api/sources/{yelp.Id()}/retirement", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        Names(await api.GetJson("/api/leads/choices"), "sources").ShouldNotContain("Yelp");
        var page = await business.Page("owner");
        (await page.Page("/leads/new")).QuerySelectorAll("#f-source option").Select(o => o.TextContent).ShouldNotContain("Yelp");
        (await page.Page($"/leads/{lead.Id()}/edit")).QuerySelector("#f-source option[selected]")!.TextContent.ShouldBe("Yelp");
        (await page.Page("/leads")).QuerySelectorAll("#filter-source label").Select(l => l.TextContent.Trim()).ShouldContain("Yelp (retired)");
        Ids(await api.GetJson("/api/leads?source=Yelp")).ShouldBe([lead.Id()]);

        (await api.Create("/api/leads", new { name = "Bo", source = "yelp" })).Text("source").ShouldBe("Yelp");
        await Import(api, "name,source\nDee,YELP\n");
        var after = await Entry(api, "/api/sources", "Yelp");
        (after.GetProperty("leads").GetInt32(), after.GetProperty("retired").GetBoolean()).ShouldBe((3, true));
        (await api.PostJson($"/api/sources/{yelp.Id()}/restoration", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        Names(await api.GetJson("/api/leads/choices"), "sources").ShouldContain("Yelp");
    }

    [Theory, BothDatabases]
    public async Task Whoever_was_stopped_is_gone_on_for_in_portions_that_keep_nobody_waiting(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        await business.AddLeads(LeadSettler.Most * 3);
        // As after a kill right behind the merge: it is decided, and no lead has moved yet.
        var (from, into) = await business.InDb(async db =>
        {
            var sources = await db.Sources.OrderBy(s => s.NameKey).Take(2).ToListAsync();
            await db.Leads.ExecuteUpdateAsync(set => set.SetProperty(l => l.SourceId, sources[0].Id).SetProperty(l => l.SourceName, sources[0].Name));
            sources[0].MergeInto(sources[1], SystemClock.Instance.GetCurrentInstant());
            await db.SaveChangesAsync();
            return (sources[0], sources[1]);
        });
        var longest = TimeSpan.Zero;
        var left = await Eventually.Holds("all leads have moved", async () =>
        {
            var took = Stopwatch.StartNew();
            await business.AddLead("In between");
            if (took.Elapsed > longest) longest = took.Elapsed;
            return await business.InDb(db => db.Leads.CountAsync(l => l.SourceId == from.Id));
        }, count => count == 0);
        left.ShouldBe(0);
        (await business.InDb(db => db.Activities.CountAsync(a => a.Field == LeadFields.Source))).ShouldBe(LeadSettler.Most * 3, "one line for each, however many nodes there are");
        (await business.InDb(db => db.Leads.CountAsync(l => l.SourceId == into.Id && l.Version == 2))).ShouldBe(LeadSettler.Most * 3);
        longest.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Theory, BothDatabases]
    public async Task What_was_written_with_the_old_name_behind_the_change_is_found_and_only_then_it_is_settled(Provider provider)
    {
        var host = await hosts.On(provider);
        var business = await host.NewBusiness();
        var api = await business.Api();
        var angi = await Entry(api, "/api/sources", "Angi");
        await Rename(api, "/api/sources", "Angi", "Angie's List");
        // Somebody had read the old name and saves only now.
        var late = Lead.Open(business.Id, new() { Name = "Late", Source = new(angi.Id(), "Angi") }, null, SystemClock.Instance.GetCurrentInstant());
        await business.InDb(db =>
        {
            db.Add(late);
            return db.SaveChangesAsync();
        });
        await Settle(business);
        (await api.GetJson($"/api/leads/{late.Id}")).Text("source").ShouldBe("Angie's List");
        (await Entry(api, "/api/sources", "Angie's List")).GetProperty("settling").GetBoolean().ShouldBeTrue();
        host.Time.Pass(TimeSpan.FromMinutes(2));
        await Settle(business);
        (await Entry(api, "/api/sources", "Angie's List")).GetProperty("settling").GetBoolean().ShouldBeFalse();
    }

    private static Task Settle(TestBusiness business) => business.Host.Scoped(async services =>
    {
        await services.GetRequiredService<AppDb>().Enter(business.Business);
        await services.GetRequiredService<LeadSettler>().Run(default);
        return true;
    });

    private static async Task<JsonElement> Entry(HttpClient api, string list, string name) =>
        (await api.GetJson(list)).GetProperty("items").EnumerateArray().Single(c => c.Text("name") == name);

    private static async Task Rename(HttpClient api, string list, string name, string to)
    {
        var entry = await Entry(api, list, name);
        using var answer = await api.PutJson($"{list}/{entry.Id()}", new { name = to }, entry.Version());
        await answer.ShouldBeJson(200);
    }

    private static async Task Import(HttpClient api, string csv)
    {
        using var form = new MultipartFormDataContent { { new StringContent(csv), "file", "leads.csv" } };
        using var answer = await api.PostAsync("/api/imports", form);
        var id = (await answer.ShouldBeJson(202)).Id();
        await Eventually.Holds("the list is in", () => api.GetJson($"/api/imports/{id}"), import => import.Text("state") == "done");
    }

    private static List<Guid> Ids(JsonElement list) => [.. list.GetProperty("items").EnumerateArray().Select(l => l.Id())];

    private static IEnumerable<string?> Names(JsonElement of, string list) => of.GetProperty(list).EnumerateArray().Select(n => n.GetString());
}
