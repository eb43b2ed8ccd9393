using System.Data.Common;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace GarageDoorOS.Bench;

/// <summary>What nobody can go below on this machine at this moment: the same bytes from memory, and the plainest query for fifty rows.</summary>
internal static class Floor
{
    /// <summary>Kestrel with one endpoint and nothing else, asked over loopback as the program is.</summary>
    public static async Task<Measured> Bytes(byte[] body, int calls)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/", () => Results.Bytes(body, "text/html"));
        await app.StartAsync();
        using var visitor = new Visitor(new(app.Urls.First()));
        return await visitor.Measure("/", null, calls, () => Environment.CpuUsage.TotalTime);
    }

    /// <summary>Fifty leads by the index of their names, read by the driver alone.</summary>
    public static async Task<Measured> Query(Target target, int calls)
    {
        await using DbConnection connection = target.Name == "SQLite" ? new SqliteConnection(target.Connection) : new NpgsqlConnection(target.Connection);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT * FROM leads WHERE business_id = (SELECT business_id FROM lead_totals GROUP BY business_id ORDER BY sum(count) DESC LIMIT 1) AND deleted_at IS NULL
            ORDER BY name_sort, id LIMIT 50
            """;
        var times = new double[calls];
        var began = TimeSpan.Zero;
        for (var i = -20; i < calls; i++)
        {
            if (i == 0) began = Environment.CpuUsage.TotalTime;
            var start = Stopwatch.GetTimestamp();
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync()) _ = reader.GetValue(1);
            if (i >= 0) times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        return new([.. times.Order()], (Environment.CpuUsage.TotalTime - began).TotalMilliseconds / calls);
    }
}
