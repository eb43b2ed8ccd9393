namespace GarageDoorOS.Bench;

/// <summary>What is measured, and how often.</summary>
internal sealed record Options(int Leads, int Others, int OtherLeads, int Calls, bool Sqlite, bool Postgres, bool OnlyNurture, string? ImportFile)
{
    public const string Help = """
        bin/bench [--leads 100000] [--businesses 20] [--others 1000] [--calls 200] [--only sqlite|postgres] [--part all|nurture] [--import FILE.csv]

        Publishes the program, seeds one business with --leads and the others with --others leads, starts the server and asks it as a browser does.
        --part nurture leaves all out but the business with tasks and calls. docs/performance.md says how to read what it prints.
        """;

    public static Options? Read(string[] args)
    {
        var given = new Dictionary<string, string>();
        for (var at = 0; at + 1 < args.Length && args[at].StartsWith("--"); at += 2) given[args[at][2..]] = args[at + 1];
        string[] known = ["leads", "businesses", "others", "calls", "only", "part", "import"];
        if (given.Count * 2 != args.Length || given.Keys.Except(known).Any()) return null;
        var only = given.GetValueOrDefault("only");
        return new(
            Number("leads", 100_000), Number("businesses", 20) - 1, Number("others", 1_000), Number("calls", 200),
            only is null or "sqlite", only is null or "postgres", given.GetValueOrDefault("part") == "nurture", given.GetValueOrDefault("import") ?? RealList());

        int Number(string name, int otherwise) => given.TryGetValue(name, out var text) ? int.Parse(text) : otherwise;
    }

    private static string? RealList() =>
        new[] { Environment.GetEnvironmentVariable("GDO_REAL_LEADS"), Path.Combine("..", "shared", "data", "leads-10000.csv") }.FirstOrDefault(File.Exists);
}

/// <summary>A database, by the settings that point the program at it.</summary>
internal sealed record Target(string Name, (string Name, string Value)[] Settings)
{
    public string Connection => Settings[^1].Value;
    public bool IsSqlite => Name == "SQLite";
}
