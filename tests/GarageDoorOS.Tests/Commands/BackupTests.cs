using System.Security.Cryptography;
using GarageDoorOS.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Commands;

/// <summary>Copies of an installation and their way back, as somebody types the commands.</summary>
public sealed class BackupTests
{
    [Fact]
    public async Task A_backup_beside_a_working_server_is_one_moment_of_it_and_comes_back_whole_with_its_keys()
    {
        await using var host = await AppHost.Start(Provider.Sqlite);
        var business = await host.NewBusiness();
        await business.AddLeads(3_000, await business.Member("sales"));
        var (key, _) = await business.NewKey("owner");
        var secret = await host.Scoped(services => Task.FromResult(services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("kept")));
        var file = Path.Combine(host.Database.Folder, "copy.gdo");

        // Somebody writes all the time, one lead after the other.
        using var stop = new CancellationTokenSource();
        var acknowledged = 0;
        var writing = Task.Run(async () =>
        {
            var api = business.ApiWith(key);
            while (!stop.IsCancellationRequested)
            {
                await api.Create("/api/leads", new { name = $"Written {acknowledged + 1:D5}", estimatedValue = "10.00" });
                Interlocked.Increment(ref acknowledged);
            }
        });
        await Eventually.Holds("some leads are written", () => Task.FromResult(Volatile.Read(ref acknowledged)), written => written > 5);
        var before = Volatile.Read(ref acknowledged);
        var (code, output, errors) = await Run(host.Database, "backup", file);
        (code, errors).ShouldBe((0, ""));
        await stop.CancelAsync();
        await writing;
        acknowledged.ShouldBeGreaterThan(before, "the server went on");
        output.Trim().ShouldBe($"{Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file)))}  {file}");
        Directory.GetFiles(host.Database.Folder, "copy.gdo*").ShouldBe([file], "nothing is left beside it");
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        (await Run(host.Database, "backup", file)).Errors.Trim().ShouldBe($"{file} is there already. Give another name.");
        (await Run(host.Database, "restore", file)).ShouldBe((1, "", "A server or a command works on this database. Stop it first; nothing was changed.\n"));

        await using var place = await TestDatabase.Blank(Provider.Sqlite);
        (code, output, errors) = await Run(place, "restore", file);
        (code, errors).ShouldBe((0, ""));
        output.ShouldStartWith($"Restored {file}, made at 20");
        await using (var restored = AppHost.Over(place))
        {
            (await restored.Scoped(services => Task.FromResult(services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(secret)))).ShouldBe("kept");
            var api = business.ApiWith(key, restored);
            var written = await api.GetJson("/api/leads?search=Written&sort=-name&pageSize=10");
            var last = int.Parse(written.GetProperty("items")[0].Text("name")!.Split(' ')[1]);
            last.ShouldBeGreaterThanOrEqualTo(before, "what was acknowledged before is in it");
            var all = await api.GetJson("/api/leads");
            all.GetProperty("total").GetInt32().ShouldBe(3_000 + last, "a prefix of what was written, without a gap");
            (await api.GetJson("/api/leads/summary")).GetProperty("byStatus").EnumerateArray().Sum(s => s.GetProperty("count").GetInt32()).ShouldBe(3_000 + last, "totals and leads are of one moment");
        }

        // Over what is there now: that is kept beside it, and damaged files change nothing.
        var (good, bad) = (await File.ReadAllBytesAsync(file), Path.Combine(place.Folder, "bad.gdo"));
        var present = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(place.SqliteFile)));
        var flipped = (byte[])good.Clone();
        flipped[good.Length / 2] ^= 1;
        foreach (var (content, says) in new[]
        {
            (flipped, $"{bad} is damaged: its SHA-256 is not the one that it carries."),
            (good[..^1_000], $"{bad} is not a backup of this program, or it was not copied to its end."),
        })
        {
            await File.WriteAllBytesAsync(bad, content);
            (await Run(place, "restore", bad)).ShouldBe((1, "", says + "\n"));
            Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(place.SqliteFile))).ShouldBe(present);
        }
        File.Delete(bad);
        (code, output, errors) = await Run(place, "restore", file);
        (code, errors).ShouldBe((0, ""));
        var kept = output.Trim()[(output.IndexOf("kept as ", StringComparison.Ordinal) + 8)..];
        Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(kept))).ShouldBe(present, "not a byte of it is lost");
        Directory.GetFiles(place.Folder, "*restoring*").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_present_database_that_is_broken_is_no_hindrance_and_one_of_a_newer_version_is_refused()
    {
        await using var place = await TestDatabase.Create(Provider.Sqlite);
        var (file, newer) = (Path.Combine(place.Folder, "copy.gdo"), Path.Combine(place.Folder, "newer.gdo"));
        (await Run(place, "backup", file)).Code.ShouldBe(0);
        await Execute(place, """INSERT INTO "__EFMigrationsHistory" VALUES ('99990101000000_OfTomorrow', '99.0')""");
        (await Run(place, "backup", newer)).Code.ShouldBe(0);
        (await Run(place, "restore", newer)).ShouldBe((1, "", $"{newer} was made by a newer version of the program: restore it with that one.\n"));

        await File.WriteAllTextAsync(place.SqliteFile, "This is no database any more.");
        var (code, output, errors) = await Run(place, "restore", file);
        (code, errors).ShouldBe((0, ""));
        (await File.ReadAllTextAsync(output.Trim()[(output.IndexOf("kept as ", StringComparison.Ordinal) + 8)..])).ShouldBe("This is no database any more.");
        (await Run(place, "business", "list")).ShouldBe((0, "", ""));
    }

    [PostgresFact]
    public async Task On_PostgreSQL_its_own_programs_make_the_copy_and_bring_it_back_as_the_guide_says()
    {
        await using var host = await AppHost.Start(Provider.Postgres);
        (await Run(host.Database, "backup", "x.gdo")).ShouldBe((1, "", "On PostgreSQL its own tools make the copy: pg_dump. docs/backup.md says how.\n"));
        var business = await host.NewBusiness();
        await business.AddLeads(50, await business.Member("sales"));
        await business.NewLead("Ray Novak", ["(512) 555-0142"]);
        var (key, _) = await business.NewKey("owner");
        var secret = await host.Scoped(services => Task.FromResult(services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Protect("kept")));

        var (cluster, dump) = (await PostgresCluster.Shared, Path.Combine(host.Database.Folder, "copy.dump"));
        await cluster.Program("pg_dump", "--format=custom", "--file", dump, host.Database.Name);
        await using var place = await TestDatabase.Blank(Provider.Postgres);
        await cluster.Program("pg_restore", "--exit-on-error", "--single-transaction", "--dbname", place.Name, dump);

        await using var restored = AppHost.Over(place);
        var api = business.ApiWith(key, restored);
        (await api.GetJson("/api/leads")).GetProperty("total").GetInt32().ShouldBe(51);
        (await api.GetJson("/api/leads?search=5125550142")).GetProperty("items")[0].Text("name").ShouldBe("Ray Novak");
        await api.Create("/api/leads", new { name = "After" });
        (await restored.Scoped(services => Task.FromResult(services.GetRequiredService<IDataProtectionProvider>().CreateProtector("test").Unprotect(secret)))).ShouldBe("kept");
        // The second wall stands there, too.
        var other = await restored.NewBusiness("Doors elsewhere");
        (await (await other.Api()).GetJson("/api/leads")).GetProperty("total").GetInt32().ShouldBe(0);
        await cluster.Execute("SET ROLE gdo_app; DO $$ BEGIN IF (SELECT count(*) FROM leads) <> 0 THEN RAISE EXCEPTION 'no wall'; END IF; END $$", place.Name);
    }

    private static async Task Execute(TestDatabase database, string sql)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection(database.ConnectionString + ";Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    private static Task<(int Code, string Output, string Errors)> Run(TestDatabase database, params string[] arguments) => ServerProcess.Command(database, arguments);
}
