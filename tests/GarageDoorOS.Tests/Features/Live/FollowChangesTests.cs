using System.Diagnostics;
using System.Net;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Data.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Live;

/// <summary>A page hears that something has changed, when it is saved and not before, from its own business alone.</summary>
public sealed class FollowChangesTests(SharedHosts hosts)
{
    [Theory, BothDatabases]
    public async Task A_change_is_told_in_its_business_and_in_no_other(Provider provider)
    {
        var host = await hosts.On(provider);
        var (ours, theirs) = (await host.NewBusiness(), await host.NewBusiness());
        await using var here = await LiveStream.Open(await ours.Page());
        await using var there = await LiveStream.Open(await theirs.Page());
        await (await ours.Api()).Create("/api/leads", new { name = "Ray Novak" });
        await here.Hears("leads");
        Signals(host).Publish(theirs.Id, LiveKinds.Calls);
        await there.Hears("calls");
        there.Told.ShouldNotContain("leads");

        here.Told.ShouldNotContain("calls");
        here.Events.ShouldAllBe(e => e.Data == "", "it says that something has changed, never what");
        here.Answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
        here.Answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task A_call_is_told_and_so_is_a_task(Provider provider)
    {
        var business = await (await (await hosts.On(provider)).NewBusiness()).Nurturing();
        var phone = TestPeople.NewPhone();
        var lead = await business.NewLead(phones: [phone]);
        var (api, page) = (await business.Api(), await business.Page());
        await using (var stream = await LiveStream.Open(page))
        {
            await api.Create($"/api/leads/{lead.Id}/tasks", new { title = "Call back", dueOn = "2030-01-07" });
            await stream.Hears("leads");
        }
        await using (var stream = await LiveStream.Open(page))
        {
            await api.Create("/api/calls", new { leadId = lead.Id, number = phone, outcome = "no_answer" });
            await stream.Hears("calls");
        }
    }

    [Theory, BothDatabases]
    public async Task What_is_refused_or_rolled_back_is_not_told(Provider provider)
    {
        var host = await hosts.On(provider);
        var business = await host.NewBusiness();
        var lead = await business.NewLead();
        var api = await business.Api();
        await using var stream = await LiveStream.Open(await business.Page());
        using (var stale = await api.PutJson($"/api/leads/{lead.Id}", new { name = "Ray" }, 7)) ((int)stale.StatusCode).ShouldBe(412);
        using (var wrong = await api.PostJson("/api/leads", new { name = "" })) ((int)wrong.StatusCode).ShouldBe(422);
        await Should.ThrowAsync<TimeoutException>(() => business.InDb(db => db.InTransaction<int>(async () =>
        {
            (await db.Leads.SingleAsync(l => l.Id == lead.Id)).Discard(lead.CreatedAt);
            (await db.SaveChangesAsync()).ShouldBeGreaterThan(0);
            throw new TimeoutException();
        })));
        Signals(host).Publish(business.Id, LiveKinds.Calls);
        await stream.Hears("calls");
        stream.Told.ShouldBe(["calls"]);
    }

    [Theory, BothDatabases]
    public async Task What_happens_once_under_a_key_is_told_when_all_of_it_is_saved(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        await using var stream = await LiveStream.Open(await business.Page());
        using (var made = await (await business.Api()).PostJson("/api/leads", new { name = "Ray Novak" }, "once")) made.StatusCode.ShouldBe(HttpStatusCode.Created);
        await stream.Hears("leads");
    }

    [Theory, BothDatabases]
    public async Task A_burst_of_changes_is_a_few_signals(Provider provider)
    {
        var host = await hosts.On(provider);
        var business = await host.NewBusiness();
        var api = await business.Api();
        await using var stream = await LiveStream.Open(await business.Page());
        var began = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, 50), new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (n, _) => await api.Create("/api/leads", new { name = $"Lead {n}" }));
        await stream.Hears("leads");
        Signals(host).Publish(business.Id, LiveKinds.Calls);
        await stream.Hears("calls");
        // Two a second, and one for each end.
        stream.Told.Count(name => name == "leads").ShouldBeInRange(1, 2 + (int)(began.Elapsed.TotalSeconds * 2));
    }

    [Theory, BothDatabases]
    public async Task A_page_that_comes_again_is_told_what_it_missed(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var page = await business.Page();
        var drawn = (await page.Page("/leads")).Body!.GetAttribute("sse-connect").ShouldNotBeNull();
        drawn.ShouldStartWith("/live?since=");
        await business.NewLead();
        await using var stream = await LiveStream.Open(page, drawn["/live".Length..]);
        await stream.Hears("leads");
        stream.Told.ShouldNotContain("calls");
    }

    [Theory, BothDatabases]
    public async Task One_person_has_so_many_and_none_of_them_keeps_a_connection_to_the_database(Provider provider)
    {
        var host = await hosts.On(provider);
        var business = await host.NewBusiness();
        var page = await business.Page();
        var streams = new List<LiveStream>();
        var before = await Connections(business, provider);
        for (var n = 0; n < LiveSignals.MostOfMember; n++) streams.Add(await LiveStream.Open(page));
        (await Connections(business, provider) - before).ShouldBeLessThan(LiveSignals.MostOfMember / 2);
        using (var refused = await LiveStream.Ask(page)) refused.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await using (var colleague = await LiveStream.Open(await business.Page())) colleague.Answer.StatusCode.ShouldBe(HttpStatusCode.OK);

        await streams[0].DisposeAsync();
        await using (var next = await LiveStream.Open(page)) next.Answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var stream in streams) await stream.DisposeAsync();
        await Eventually.Holds("nobody listens any more", () => Task.FromResult(Signals(host).CountIn(business.Id)), count => count == 0);
    }

    [Theory, BothDatabases]
    public async Task Nobody_listens_without_a_session_and_whoever_reads_to_the_end_is_told_that_there_is_none(Provider provider)
    {
        var host = await hosts.On(provider);
        var business = await host.NewBusiness();
        using (var unknown = await LiveStream.Ask(new(host.Anonymous()))) unknown.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using (var reader = await (await business.Page()).Http.GetAsync("/live")) ((int)reader.StatusCode).ShouldBe(406);
    }

    private static LiveSignals Signals(AppHost host) => host.Services.GetRequiredService<LiveSignals>();

    private static Task<int> Connections(TestBusiness business, Provider provider) => provider == Provider.Sqlite
        ? Task.FromResult(0)
        : business.InDb(db => db.Database.SqlQuery<int>($"SELECT count(*)::int AS \"Value\" FROM pg_stat_activity WHERE datname = current_database()").SingleAsync());
}
