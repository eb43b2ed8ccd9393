using GarageDoorOS.Bench;
using GarageDoorOS.Tests.Support;

var options = Options.Read(args);
if (options is null)
{
    Console.WriteLine(Options.Help);
    return 0;
}

var folder = Directory.CreateTempSubdirectory("gdo-bench-").FullName;
try
{
    var program = await AppProcess.Publish(folder);
    if (options.Sqlite) await Run(new("SQLite", [("Database__Provider", "Sqlite"), ("ConnectionStrings__App", $"Data Source={folder}/bench.db")]));
    if (!options.Postgres) return 0;
    if (PostgresCluster.Missing is { } missing)
    {
        Console.WriteLine($"PostgreSQL skipped: {missing}");
        return 0;
    }
    var cluster = await PostgresCluster.Shared;
    await cluster.Execute("CREATE DATABASE gdo_bench");
    await Run(new("PostgreSQL", [("Database__Provider", "Postgres"), ("ConnectionStrings__App", cluster.ConnectionTo("gdo_bench"))]));

    Task Run(Target target) => new ListBench(program, target, options, folder).Run();
}
finally
{
    await PostgresCluster.StopIfStarted();
    Directory.Delete(folder, recursive: true);
}
return 0;
