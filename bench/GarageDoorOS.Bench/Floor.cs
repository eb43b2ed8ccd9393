using System.Data.Common;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace GarageDoorOS.Bench;

/// <summary>
/// What nobody can go below on this machine at this moment: a bare Kestrel that reads the same columns of the same fifty leads by the driver alone, writes
/// each row by hand and sends as many bytes as the program does, uncompressed like it; and one that saves one row in one commit.
/// </summary>
internal sealed class Floor : IAsyncDisposable
{
    private const string Rows = """
        SELECT id, version, name, company, notes, phones, source_name, status, estimated_value, assignee_id, assignee_name, created_at, possible_match FROM leads
        WHERE business_id = (SELECT business_id FROM lead_totals GROUP BY business_id ORDER BY sum(count) DESC LIMIT 1) AND deleted_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 50
        """;

    private readonly WebApplication app;

    private Floor(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.First());

    public static TimeSpan Cpu => Environment.CpuUsage.TotalTime;

    /// <param name="like">The program's own answer, whose length it has.</param>
    public static async Task<Floor> Serve(Target target, byte[] like, string folder)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapGet("/", (HttpContext context) => Send(context, target, like.Length));
        var table = await Table(target, folder);
        app.MapPost("/", (HttpContext context) => Save(context, target, table));
        await app.StartAsync();
        return new(app);
    }

    private static async Task Send(HttpContext context, Target target, int length)
    {
        await using var connection = await Open(target, target.Connection);
        await using var command = connection.CreateCommand();
        command.CommandText = Rows;
        var page = new StringBuilder(length + 1024);
        await using (var reader = await command.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                page.Append("<tr id=\"").Append(reader.GetValue(0)).Append("\" data-v=\"").Append(reader.GetInt32(1)).Append("\"><th><a href=\"/leads/").Append(reader.GetValue(0)).Append("\">");
                for (var at = 2; at < reader.FieldCount; at++)
                    page.Append(HtmlEncoder.Default.Encode(reader.GetValue(at).ToString() ?? "")).Append("</td><td class=\"when\">");
                page.Append("</td></tr>");
            }
        }

        var written = Encoding.UTF8.GetBytes(page.ToString());
        var body = new byte[length];
        body.AsSpan().Fill((byte)' ');
        written.AsSpan(0, Math.Min(length, written.Length)).CopyTo(body);
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.ContentLength = length;
        await context.Response.Body.WriteAsync(body);
    }

    private static async Task Save(HttpContext context, Target target, string connectionTo)
    {
        using var body = new StreamReader(context.Request.Body);
        await using var connection = await Open(target, connectionTo);
        await using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO bench_floor (said) VALUES (@said)";
        var said = command.CreateParameter();
        (said.ParameterName, said.Value) = ("@said", await body.ReadToEndAsync());
        command.Parameters.Add(said);
        await command.ExecuteNonQueryAsync();
        context.Response.StatusCode = 201;
    }

    /// <summary>A table of its own; on SQLite in a file of its own, with the same journal and as safe.</summary>
    private static async Task<string> Table(Target target, string folder)
    {
        var connectionTo = target.IsSqlite ? $"Data Source={folder}/floor.db" : target.Connection;
        await using var connection = await Open(target, connectionTo);
        await using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE IF NOT EXISTS bench_floor (said text NOT NULL)";
        await command.ExecuteNonQueryAsync();
        return connectionTo;
    }

    private static async Task<DbConnection> Open(Target target, string connectionTo)
    {
        DbConnection connection = target.IsSqlite ? new SqliteConnection(connectionTo) : new NpgsqlConnection(connectionTo);
        await connection.OpenAsync();
        if (!target.IsSqlite) return connection;
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL";
        await command.ExecuteNonQueryAsync();
        return connection;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
