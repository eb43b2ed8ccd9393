using System.Text;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Background;

/// <summary>How lists of many businesses come in beside each other.</summary>
public class ImportClockTests
{
    [Theory, BothDatabases]
    public async Task Nobody_waits_for_all_lists_of_another_business(Provider provider)
    {
        await using var host = await AppHost.Start(provider);
        var (many, one) = (await host.NewBusiness(), await host.NewBusiness());
        await Queue(many, lists: 4, rows: 2_000);
        await Queue(one, lists: 1, rows: 1);

        var last = (await Over(many, 4)).Max();
        (await Over(one, 1)).Single().ShouldBeLessThan(last);
    }

    [Theory, BothDatabases]
    public async Task A_worker_that_has_lost_its_list_changes_nothing_under_the_next_one(Provider provider)
    {
        await using var host = await AppHost.Start(provider);
        var business = await host.NewBusiness();
        await Queue(business, lists: 1, rows: 30_000);
        var until = SystemClock.Instance.GetCurrentInstant().Plus(Duration.FromHours(1));
        until = Instant.FromUnixTimeSeconds(until.ToUnixTimeSeconds());

        var done = await Eventually.Holds("another worker has the list", () => TakeOver(business, until), lines => lines > 0);
        await Queue(business, lists: 1, rows: 1);
        await Over(business, 1);

        var taken = await business.InDb(db => db.Imports.SingleAsync(import => import.State == ImportState.Running));
        (taken.LinesDone, taken.LockedUntil).ShouldBe((done, until));
    }

    /// <summary>How far the list was when another worker took it; 0 when nobody has begun it yet.</summary>
    private static Task<int> TakeOver(TestBusiness business, Instant until) => business.InDb(db => db.InTransaction(async () =>
        await db.Imports.Where(import => import.State == ImportState.Running && import.LinesDone > 0).ExecuteUpdateAsync(set => set.SetProperty(import => import.LockedUntil, until)) == 0
            ? 0
            : await db.Imports.Select(import => import.LinesDone).SingleAsync()));

    private static async Task Queue(TestBusiness business, int lists, int rows)
    {
        var file = Encoding.UTF8.GetBytes("Name\n" + string.Concat(Enumerable.Range(1, rows).Select(row => $"Lead {row}\n")));
        await business.InDb(db =>
        {
            for (var list = 0; list < lists; list++)
            {
                var import = Import.Upload(business.Id, ImportKind.Leads, "list.csv", rows, Actor.System, SystemClock.Instance.GetCurrentInstant());
                import.Queue("");
                db.AddRange(import, ImportChunk.Of(import, 0, file));
            }

            return db.SaveChangesAsync();
        });
    }

    private static Task<List<Instant>> Over(TestBusiness business, int lists) => Eventually.Holds($"{lists} lists are done", () => business.InDb(
        db => db.Imports.Where(import => import.State == ImportState.Done).Select(import => import.FinishedAt!.Value).ToListAsync()), over => over.Count == lists);
}
