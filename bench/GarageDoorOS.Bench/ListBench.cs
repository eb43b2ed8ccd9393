using System.Globalization;
using GarageDoorOS.Web.Data.Seed;

namespace GarageDoorOS.Bench;

/// <summary>The list of leads on one database: every figure that the product promises, beside the floor of the same run.</summary>
internal sealed class ListBench(string program, Target target, Options options, string folder)
{
    private const string Email = "bench@example.com", SmallEmail = "small@example.com", NurtureEmail = "nurture@example.com", Password = "measured with care";

    private const int TasksOfLead = 3;

    private static readonly (string Name, string Query)[] Lists =
    [
        ("no filter", ""),
        ("status + sort by value", "?status=lost&sort=-value"),
        ("rare word", "?search=" + SeedWords.Rare),
        ("phone fragment", "?search=512-5"),
        ("a word in 10 %", "?search=" + SeedWords.InTenPercent),
        ("a word in 50 %", "?search=" + SeedWords.InHalf),
        ("page 200", "?page=200"),
    ];

    private static readonly (string Name, string Query)[] Boards =
        [("no filter", ""), ("sort by value", "?sort=-value"), ("rare word", "?search=" + SeedWords.Rare), ("a word in 10 %", "?search=" + SeedWords.InTenPercent), ("a source, sort by name", "?source=Yelp&sort=name")];

    public async Task Run()
    {
        if (options.OnlyNurture)
        {
            Say($"\n{target.Name}: {options.Leads:#,0} leads in one business");
            await using var nurturing = await AppProcess.Serve(program, target, folder);
            await Nurture(nurturing);
            return;
        }
        Say($"\n{target.Name}: {options.Leads:#,0} leads in one business, {options.Others:#,0} others with {options.OtherLeads:#,0} each");
        var (business, seeding) = await AppProcess.Command(program, target, folder, "seed", "--businesses", "1", "--leads", $"{options.Leads}");
        await AddUser(Email, business);
        var others = "";
        if (options.Others > 0)
        {
            (others, _) = await AppProcess.Command(program, target, folder, "seed", "--businesses", $"{options.Others}", "--leads", $"{options.OtherLeads}", "--seed", "7");
            await AddUser(SmallEmail, others.Split('\n')[0]);
        }
        Say($"  seeding {options.Leads:#,0} leads with all their rows took {seeding.TotalSeconds:0.0} s");
        if (target.Name == "PostgreSQL") await GarageDoorOS.Tests.Support.PostgresCluster.Shared.Result.Execute("VACUUM ANALYZE", "gdo_bench");

        await using (var server = await AppProcess.Serve(program, target, folder))
        {
            using var visitor = new Visitor(server.Address);
            await visitor.SignIn(Email, Password);
            await Times(visitor, server, business.Trim(), others.Split('\n')[0]);
            await Bytes(visitor);
            await Files(server, business.Trim());
            await Nurture(server);
        }
        await Import(business.Trim());
    }

    private async Task Nurture(AppProcess server)
    {
        var (business, seeding) = await AppProcess.Command(program, target, folder, "seed", "--businesses", "1", "--leads", $"{options.Leads}", "--tasks", $"{TasksOfLead}", "--calls", $"{CallBench.CallsOfLead}", "--seed", "3");
        Say($"  seeding {options.Leads:#,0} leads with {options.Leads * TasksOfLead:#,0} tasks and about {options.Leads * CallBench.CallsOfLead:#,0} calls took {seeding.TotalSeconds:0.0} s");
        await AddUser(NurtureEmail, business);
        if (target.Name == "PostgreSQL") await GarageDoorOS.Tests.Support.PostgresCluster.Shared.Result.Execute("VACUUM ANALYZE", "gdo_bench");
        using var visitor = new Visitor(server.Address);
        await visitor.SignIn(NurtureEmail, Password);
        await visitor.WarmUp(NurtureBench.Asked.Select(a => (a.Path, a.Part)), options.Calls);
        var fragment = await visitor.Get("/leads?view=list", "leads");
        await using var bare = await Floor.Serve(target, fragment, folder);
        using var guest = new Visitor(bare.Address);
        var floor = (await guest.Measure("/", null, options.Calls, () => Floor.Cpu)).P50;
        foreach (var (name, path, part) in NurtureBench.Asked)
            Line(name, await visitor.Measure(path.EndsWith('=') ? path + SeedWords.InTenPercent : path, part, options.Calls, () => server.Cpu), floor);
        await visitor.WarmUp(CallBench.Asked.Select(a => (a.Path, a.Part)), options.Calls);
        foreach (var (name, path, part) in CallBench.Asked) Line(name, await visitor.Measure(path, part, options.Calls, () => server.Cpu), floor);
        using var office = await Program(server, business.Trim());
        var (count, time) = await NurtureBench.Begin(office, options.Leads);
        Say($"  beginning a cadence for {count:#,0} leads took {time.TotalSeconds:0.0} s");
    }

    private async Task<Visitor> Program(AppProcess server, string business)
    {
        var (key, _) = await AppProcess.Command(program, target, folder, "api-key", "create", "--business", business, "--role", "owner");
        var visitor = new Visitor(server.Address);
        visitor.Bring(key.Trim());
        return visitor;
    }

    private async Task Files(AppProcess server, string business)
    {
        using var one = await Program(server, business);
        using var office = await Program(server, business);
        Func<Task>? backup = target.Name == "SQLite" ? () => AppProcess.Command(program, target, folder, "backup", Path.Combine(folder, "bench.gdo")) : null;
        Say($"  large work while the office saves every 50 ms{"time",19}{"save p50",12}{"slowest save",15}{"more memory",14}");
        foreach (var found in await new FileBench(one, office, server).Run(options.Leads, backup))
            Say($"    {found.Name,-44}{found.Time.TotalSeconds,14:0.0} s{found.MedianSave,9:0.0} ms{found.SlowestSave,12:0} ms{found.Memory / 1024 / 1024,10} MiB");
    }

    private Task AddUser(string email, string business) =>
        AppProcess.Command(program, target, folder, "user", "add", email, "--business", business.Trim(), "--role", "owner", "--password", Password);

    private async Task Times(Visitor visitor, AppProcess server, string business, string other)
    {
        await visitor.WarmUp(Lists.Select(l => ("/leads" + l.Query, "leads")).Concat(Boards.Select(b => ("/leads/board" + b.Query, "leads"))).Append(("/leads/summary", "tiles")), options.Calls);
        var fragment = await visitor.Get("/leads", "leads");
        await using var bare = await Floor.Serve(target, fragment, folder);
        using var guest = new Visitor(bare.Address);
        var read = await guest.Measure("/", null, options.Calls, () => Floor.Cpu);
        var floor = read.P50;
        Say($"  milliseconds at a client on the same machine{"p50",22}{"p95",9}{"× floor",10}{"CPU",9}");
        Line($"floor: the same {fragment.Length:#,0} bytes from the same columns", read, floor);
        Line("list, the whole page", await visitor.Measure("/leads", null, options.Calls, () => server.Cpu), floor);
        foreach (var (name, words) in Lists) Line($"list, {name}", await Ask(visitor, "/leads" + words, "leads"), floor);
        foreach (var (name, words) in Boards) Line($"board, {name}", await Ask(visitor, "/leads/board" + words, "leads"), floor);
        foreach (var letters in new[] { SeedWords.Rare, "512-5", SeedWords.InHalf, "a" }) Line($"palette, {letters}", await Ask(visitor, "/search?query=" + letters, "palette-found"), floor);
        Line("summary, no filter", await Ask(visitor, "/leads/summary", "tiles"), floor);
        Line("summary, status and source", await Ask(visitor, "/leads/summary?source=Yelp&status=new", "tiles"), floor);
        Line("summary, a word in 50 %", await Ask(visitor, "/leads/summary?search=" + SeedWords.InHalf, "tiles"), floor);
        var save = await Visitor.Measure(_ => guest.Send(HttpMethod.Post, "/", new { name = "Bench", estimatedValue = "1200.00" }), options.Calls, () => Floor.Cpu);
        Line("floor: one row in one commit", save, save.P50);
        await Saves(business, "");
        if (options.Others == 0) return;
        using var small = new Visitor(server.Address);
        await small.SignIn(SmallEmail, Password);
        Line($"list, no filter, of {options.OtherLeads:#,0} leads", await Ask(small, "/leads", "leads"), floor);
        Line($"summary, no filter, of {options.OtherLeads:#,0} leads", await Ask(small, "/leads/summary", "tiles"), floor);
        await Saves(other, $", of {options.OtherLeads:#,0} leads");

        async Task Saves(string of, string where)
        {
            using var saving = await Program(server, of);
            foreach (var (name, found) in await WriteBench.Run(saving, options.Calls, () => server.Cpu)) Line(name + where, found, save.P50);
        }

        Task<Measured> Ask(Visitor who, string path, string part) => who.Measure(path, part, options.Calls, () => server.Cpu);
    }

    private static async Task Bytes(Visitor visitor)
    {
        var (plain, small) = (await visitor.Get("/leads", "leads"), await visitor.Get("/leads", "leads", brotli: true));
        Say($"  50 rows: {plain.Length:#,0} bytes, {small.Length:#,0} after Brotli");
        var page = await visitor.Get("/leads", brotli: true);
        var files = Visitor.Files(System.Text.Encoding.UTF8.GetString(await visitor.Get("/leads"))).ToList();
        var sizes = new List<int>();
        foreach (var file in files) sizes.Add((await visitor.Get(file, brotli: true)).Length);
        Say($"  first visit on the wire: {page.Length + sizes.Sum():#,0} bytes (page {page.Length:#,0}, {files.Count} files {sizes.Sum():#,0}; web font aside)");
    }

    private async Task Import(string business)
    {
        if (options.ImportFile is not { } file)
        {
            Say("  import: no file (--import FILE.csv, or GDO_REAL_LEADS)");
            return;
        }
        var (_, time) = await AppProcess.Command(program, target, folder, "import", Path.GetFullPath(file), "--business", business);
        Say($"  import of {Path.GetFileName(file)}: {time.TotalSeconds:0.0} s from start of the command to its end");
    }

    private static void Line(string name, Measured found, double floor) =>
        Say($"    {name,-44}{found.P50,16:0.00}{found.P95,9:0.00}{found.P50 / floor,10:0.0}{found.Cpu,9:0.00}");

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static void Say(string text) => Console.WriteLine(text);
}
