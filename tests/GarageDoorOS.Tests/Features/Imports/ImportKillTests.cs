using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Imports;

/// <summary>kill -9 on the way: nothing that was committed is lost, and no line comes in twice.</summary>
public class ImportKillTests
{
    private static readonly int Rows = LongRun.Rounds(few: 3_000, many: 8_000);

    [Theory, BothDatabases]
    public async Task The_same_command_goes_on_behind_the_last_commit(Provider provider)
    {
        await using var host = await AppHost.StartWithoutClocks(provider);
        var file = Path.Combine(host.Database.Folder, "list.csv");
        await File.WriteAllTextAsync(file, List());
        var business = await host.NewBusiness();
        for (var tries = 1; !await IsKilledOnTheWay(host, business, file); tries++)
        {
            tries.ShouldBeLessThan(5, "killed on the way");
            business = await host.NewBusiness();
        }

        var (code, output, errors) = await ServerProcess.Command(host.Database, "import", file, "--business", business.Business.Name);

        code.ShouldBe(0, errors);
        JsonSerializer.Deserialize<JsonElement>(output).Counts().ShouldBe((Rows, Rows, 0, 0));
        await EveryLineCameOnce(business);
    }

    [Theory, BothDatabases]
    public async Task A_server_that_starts_again_goes_on_by_itself_with_a_list_and_with_taking_it_back(Provider provider)
    {
        await using var host = await AppHost.StartWithoutClocks(provider);
        var business = await host.NewBusiness();
        var (key, _) = await business.NewKey("owner");
        await using (var server = await ServerProcess.Start(host.Database))
        {
            using var api = Api(server, key);
            using var answer = await api.PostAsync("/api/imports", ImportCalls.List(List()));
            await answer.ShouldBeJson(202);
            await Until(business, import => import.LinesDone > 0);
            await Kill(server, business);
        }

        await using (var again = await ServerProcess.Start(host.Database))
        {
            await Until(business, import => import.State == ImportState.Done);
            await EveryLineCameOnce(business);
            using var api = Api(again, key);
            using var answer = await api.PostAsync($"/api/imports/{await business.InDb(db => db.Imports.Select(import => import.Id).SingleAsync())}/undoing", null);
            await answer.ShouldBeJson(202);
            await Until(business, import => import.Removed > 0);
            await Kill(again, business);
        }

        (await business.InDb(db => db.Imports.AsNoTracking().SingleAsync())).Removed.ShouldBeLessThan(Rows, "killed on the way");
        await using (await ServerProcess.Start(host.Database))
        {
            await Until(business, import => import.State == ImportState.Undone);
            await EveryLineWentOnce(business);
        }
    }

    /// <summary>False where the list was whole before anybody saw that it had begun: on a busy machine that happens.</summary>
    private static async Task<bool> IsKilledOnTheWay(AppHost host, TestBusiness business, string file)
    {
        await using var first = ServerProcess.Begin(host.Database, "import", file, "--business", business.Business.Name);
        await Until(business, import => import.LinesDone > 0);
        await first.Kill();
        return await business.InDb(db => db.Imports.AnyAsync(import => import.State != ImportState.Done));
    }

    /// <summary>And time passes: until the dead one's lease is over nobody else has the list. The command waits for that by itself.</summary>
    private static async Task Kill(ServerProcess server, TestBusiness business)
    {
        await server.Kill();
        await business.InDb(db => db.Imports.ExecuteUpdateAsync(set => set.SetProperty(import => import.LockedUntil, Instant.FromUtc(2020, 1, 1, 0, 0))));
    }

    private static async Task EveryLineWentOnce(TestBusiness business)
    {
        (await business.InDb(db => db.Imports.AsNoTracking().SingleAsync())).Removed.ShouldBe(Rows);
        (await business.InDb(db => db.Leads.CountAsync(lead => lead.DeletedAt != null))).ShouldBe(Rows);
        (await business.InDb(db => db.Activities.Where(line => line.Kind == ActivityKinds.Deleted).Select(line => line.SubjectId).ToListAsync()))
            .ShouldBe(await business.InDb(db => db.Leads.OrderBy(lead => lead.Id).Select(lead => lead.Id).ToListAsync()), ignoreOrder: true);
        await business.DerivedRowsShouldAgree();
    }

    private static async Task EveryLineCameOnce(TestBusiness business)
    {
        var import = await business.InDb(db => db.Imports.AsNoTracking().SingleAsync());
        (import.State, import.Rows, import.LinesDone, import.Created).ShouldBe((ImportState.Done, Rows, Rows, Rows));
        var lines = await business.InDb(db => db.Leads.OrderBy(lead => lead.ImportLine).Select(lead => new { lead.ImportLine, lead.Name }).ToListAsync());
        lines.Select(line => (line.ImportLine, line.Name)).ShouldBe(Enumerable.Range(1, Rows).Select(line => ((int?)line, $"Lead {line}")));
        (await business.InDb(db => db.Activities.CountAsync())).ShouldBe(Rows);
        await business.DerivedRowsShouldAgree();
    }

    private static Task Until(TestBusiness business, Func<Import, bool> holds) =>
        Eventually.Holds("the list has come so far", () => business.InDb(db => db.Imports.AsNoTracking().ToListAsync()), imports => imports.Any(holds));

    private static HttpClient Api(ServerProcess server, string key)
    {
        var api = new HttpClient { BaseAddress = server.Address };
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return api;
    }

    private static string List()
    {
        var csv = new StringBuilder("Name,Phone,Email,Value,Notes\n");
        for (var line = 1; line <= Rows; line++)
            csv.Append(null, $"Lead {line},512-{200 + line / 10_000}-{line % 10_000:0000},lead{line}@example.com,{line % 3000},Opener hums since the storm\n");
        return csv.ToString();
    }
}
