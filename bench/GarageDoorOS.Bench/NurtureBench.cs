using System.Diagnostics;
using System.Text.Json;

namespace GarageDoorOS.Bench;

/// <summary>What nurturing takes in a business of many leads with many tasks: the view, the marks, the filters, and beginning a cadence for as many leads as may be chosen at once.</summary>
internal static class NurtureBench
{
    private const int AtOnce = 10_000;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>The addresses that are asked for, and the part of the page that a browser wants of each.</summary>
    public static IReadOnlyList<(string Name, string Path, string Part)> Asked { get; } =
    [
        ("list with its marks", "/leads?view=list", "leads"),
        ("list, overdue", "/leads?view=list&task=overdue", "leads"),
        ("list, due today", "/leads?view=list&task=today", "leads"),
        ("list, nothing planned", "/leads?view=list&task=none", "leads"),
        ("list, next task first", "/leads?view=list&sort=nextTask", "leads"),
        ("nurture view", "/leads?view=nurture", "leads"),
        ("nurture view, calls", "/leads?view=nurture&taskKind=call", "leads"),
        ("nurture view, a word in 10 %", "/leads?view=nurture&search=", "leads"),
        ("nurture view, its tiles", "/leads/summary?view=nurture", "tiles"),
    ];

    /// <summary>From the request until the last of the leads has its first step.</summary>
    public static async Task<(int Count, TimeSpan Time)> Begin(Visitor program, int leads)
    {
        var cadence = await program.Send(HttpMethod.Post, "/api/cadences", new { name = "Bench", steps = new[] { new { kind = "call", title = "Call", wait = 1, unit = "days", time = "09:00", workingDays = true } } });
        var id = cadence.GetProperty("id").GetString()!;
        var ids = new List<string>();
        var page = await Open("");
        while (ids.Count < Math.Min(AtOnce, leads) && page.GetProperty("items").EnumerateArray().Select(lead => lead.GetProperty("id").GetString()!).ToList() is { Count: > 0 } found)
        {
            ids.AddRange(found);
            page = await Open("&after=" + found[^1]);
        }
        ids = ids[..Math.Min(AtOnce, ids.Count)];
        var clock = Stopwatch.StartNew();
        await program.Send(HttpMethod.Post, "/api/leads/bulk/enrolments", new { ids, cadenceId = id });
        while ((await Get($"/api/cadences/{id}")).GetProperty("leads").GetInt32() < ids.Count) await Task.Delay(Pause);
        return (ids.Count, clock.Elapsed);

        Task<JsonElement> Open(string more) => Get("/api/leads?status=new&status=contacted&status=qualified&pageSize=200" + more);
        async Task<JsonElement> Get(string path) => JsonDocument.Parse(await program.Get(path)).RootElement;
    }
}
