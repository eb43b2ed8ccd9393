using System.Diagnostics;
using System.Net;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Data.Live;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Live;

/// <summary>A stream ends with the program, after some minutes, and when its node hears of others no more.</summary>
public sealed class LiveEndsTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task A_program_that_stops_does_not_wait_for_those_who_listen(Provider provider)
    {
        await using var host = await AppHost.Start(provider);
        var business = await host.NewBusiness();
        var member = await business.Member();
        await using var server = await ServerProcess.Start(host.Database);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server.Address };
        var page = new PageClient(http);
        await page.SignIn(member.User.Email!, TestBusiness.Password);
        await using var stream = await LiveStream.Open(page);
        var began = Stopwatch.StartNew();
        (await server.Stop(() => stream.Ended)).ShouldBe(0);
        began.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20), "half a minute is what a stop has patience for");
    }

    [Theory, BothDatabases]
    public async Task After_some_minutes_one_is_asked_anew_who_one_is(Provider provider)
    {
        var host = await hosts.On(provider);
        var business = await host.NewBusiness();
        var member = await business.Member();
        var page = await business.PageOf(member);
        await using var stream = await LiveStream.Open(page);
        await business.InDb(async db =>
        {
            (await db.TeamMembers.SingleAsync(m => m.Id == member.Id)).Deactivate();
            return await db.SaveChangesAsync();
        });
        host.Time.Pass(TimeSpan.FromMinutes(7));
        host.Services.GetRequiredService<LiveSignals>().Beat();
        await stream.Ended;
        using var again = await LiveStream.Ask(page);
        again.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [PostgresFact]
    public async Task What_one_node_saves_is_heard_at_the_other_also_after_the_way_between_them_was_cut()
    {
        var nodes = await hosts.NodesOn(Provider.Postgres);
        var business = await nodes[0].NewBusiness();
        var (api, member) = (await business.Api(), await business.Member());
        var page = new PageClient(nodes[1].Anonymous());
        await page.SignIn(member.User.Email!, TestBusiness.Password);
        await using (var there = await LiveStream.Open(page))
        {
            await api.Create("/api/leads", new { name = "Ray Novak" });
            await there.Hears("leads");
            await Cut(nodes[1]);
            await there.Ended;
            await api.Create("/api/leads", new { name = "Ada Kim" });
            await using var again = await LiveStream.Open(page, $"?since={there.Events[^1].EventId}");
            await again.Hears("leads");
        }
        await using var last = await LiveStream.Open(page);
        await api.Create("/api/leads", new { name = "Zoe Kim" });
        await last.Hears("leads");
    }

    private static async Task Cut(AppHost node) => await (await PostgresCluster.Shared).Execute(
        $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{node.Database.Name}' AND query LIKE 'LISTEN%'", user: "postgres");
}
