using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace GarageDoorOS.Bench;

/// <summary>Large work while the office goes on saving: how long it takes, how long the slowest of the office's saves waited, and what memory it took.</summary>
internal sealed class FileBench(Visitor program, Visitor office, AppProcess server)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>As many leads as may be changed at once, and as one page of the API holds.</summary>
    private const int AtOnce = 10_000, InPage = 200;

    private string import = "";

    /// <summary>Times in milliseconds, memory in bytes.</summary>
    public sealed record Found(string Name, TimeSpan Time, double MedianSave, double SlowestSave, long Memory);

    /// <param name="backup">Makes a copy for safety; nothing where the database has programs of its own for that.</param>
    public async Task<IReadOnlyList<Found>> Run(int rows, Func<Task>? backup)
    {
        var found = new List<Found>
        {
            await Beside($"import of {rows:#,0} rows with matching", () => Import(List(rows))),
            await Beside("export of all leads as CSV", () => program.Drain("/api/leads/export")),
            await Beside("export of all leads as Excel", () => program.Drain("/api/leads/export.xlsx")),
        };
        var ids = await Newest(Math.Min(AtOnce, rows));
        found.Add(await Beside($"change of status of {ids.Count:#,0} leads at once", () => program.Send(HttpMethod.Post, "/api/leads/bulk/status", new { ids, status = "contacted" })));
        found.Add(await Beside("undoing of that import", Undo));
        if (backup is not null) found.Add(await Beside("backup", backup));
        return found;
    }

    private async Task<List<string>> Newest(int count)
    {
        var ids = new List<string>();
        for (var page = 1; ids.Count < count; page++)
        {
            var leads = JsonDocument.Parse(await program.Get($"/api/leads?pageSize={InPage}&page={page}")).RootElement.GetProperty("items");
            ids.AddRange(leads.EnumerateArray().Select(lead => lead.GetProperty("id").GetString()!));
        }
        return ids[..count];
    }

    /// <summary>Every row has a phone and an e-mail; one in ten is somebody who stands in the list already.</summary>
    private static byte[] List(int rows)
    {
        var csv = new StringBuilder("Name,Phone,Email,Source,Stage,Value,Address,Notes\r\n");
        for (var at = 0; at < rows; at++)
        {
            var who = at % 10 == 9 ? at - 5 : at;
            csv.Append($"Import {at},+1 512 {2_000_000 + who},import{who}@example.com,Yelp,New,{at % 4000}.50,{at} Elm St,Asked for a quote\r\n");
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    private async Task Import(byte[] list)
    {
        import = (await program.Upload("/api/imports", list, "bench.csv")).GetProperty("id").GetString()!;
        await Ended("done");
    }

    /// <summary>Keeps the leads whose status has changed since, and takes the others back.</summary>
    private async Task Undo()
    {
        await program.Send(HttpMethod.Post, $"/api/imports/{import}/undoing", new { });
        await Ended("undone");
    }

    private async Task Ended(string how)
    {
        while (true)
        {
            var state = JsonDocument.Parse(await program.Get($"/api/imports/{import}")).RootElement.GetProperty("state").GetString();
            if (state == "failed") throw new InvalidOperationException("The import failed.");
            if (state == how) return;
            await Task.Delay(Pause);
        }
    }

    private async Task<Found> Beside(string name, Func<Task> work)
    {
        using var over = new CancellationTokenSource();
        var (before, most) = (server.Memory, 0L);
        var saves = Save(over.Token);
        var watch = Task.Run(async () =>
        {
            for (; !over.IsCancellationRequested; await Task.Delay(20)) most = Math.Max(most, server.Memory);
        });
        var clock = Stopwatch.StartNew();
        await work();
        var time = clock.Elapsed;
        await over.CancelAsync();
        await watch;
        var waited = (await saves).Order().ToList();
        return new(name, time, waited[waited.Count / 2], waited[^1], Math.Max(0, most - before));
    }

    private async Task<List<double>> Save(CancellationToken over)
    {
        var waited = new List<double>();
        for (var at = 0; at == 0 || !over.IsCancellationRequested; at++)
        {
            var start = Stopwatch.GetTimestamp();
            await office.Send(HttpMethod.Post, "/api/leads", new { name = $"Meanwhile {at}" });
            waited.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await Task.Delay(Pause, CancellationToken.None);
        }

        return waited;
    }
}
