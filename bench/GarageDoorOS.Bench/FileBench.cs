using System.Diagnostics;
using System.Text;

namespace GarageDoorOS.Bench;

/// <summary>A large list in and out while the office goes on saving: how long it takes, how long the slowest of the office's saves waited, and what memory it took.</summary>
internal sealed class FileBench(Visitor program, Visitor office, AppProcess server)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    public sealed record Found(string Name, TimeSpan Time, double SlowestSave, int Saves, long Memory, long Bytes);

    public async Task<IReadOnlyList<Found>> Run(int rows) =>
    [
        await Beside($"import of {rows:#,0} rows with matching", () => Import(List(rows))),
        await Beside("export of all leads as CSV", () => program.Drain("/api/leads/export")),
        await Beside("export of all leads as Excel", () => program.Drain("/api/leads/export.xlsx")),
    ];

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

    private async Task<long> Import(byte[] list)
    {
        var id = (await program.Upload("/api/imports", list, "bench.csv")).GetProperty("id").GetString();
        while (true)
        {
            var import = System.Text.Json.JsonDocument.Parse(await program.Get($"/api/imports/{id}")).RootElement;
            var state = import.GetProperty("state").GetString();
            if (state == "failed") throw new InvalidOperationException("The import failed.");
            if (state == "done") return list.Length;
            await Task.Delay(Pause);
        }
    }

    private async Task<Found> Beside(string name, Func<Task<long>> work)
    {
        using var over = new CancellationTokenSource();
        var (before, most) = (server.Memory, 0L);
        var saves = Save(over.Token);
        var watch = Task.Run(async () =>
        {
            for (; !over.IsCancellationRequested; await Task.Delay(20)) most = Math.Max(most, server.Memory);
        });
        var clock = Stopwatch.StartNew();
        var bytes = await work();
        var time = clock.Elapsed;
        await over.CancelAsync();
        await watch;
        var waited = await saves;
        return new(name, time, waited.Count == 0 ? 0 : waited.Max(), waited.Count, Math.Max(0, most - before), bytes);
    }

    private async Task<List<double>> Save(CancellationToken over)
    {
        var waited = new List<double>();
        for (var at = 0; !over.IsCancellationRequested; at++)
        {
            var start = Stopwatch.GetTimestamp();
            await office.Send(HttpMethod.Post, "/api/leads", new { name = $"Meanwhile {at}" });
            waited.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            await Task.Delay(Pause, CancellationToken.None);
        }

        return waited;
    }
}
