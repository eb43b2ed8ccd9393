namespace GarageDoorOS.Bench;

/// <summary>What one save takes: create, edit, change of status, convert, by a program over one connection, one after the other.</summary>
internal static class WriteBench
{
    private const int Most = 100;

    public static async Task<IReadOnlyList<(string Name, Measured Found)>> Run(Visitor program, int calls, Func<TimeSpan> cpu)
    {
        calls = Math.Min(calls, Most);
        var made = new List<(string Id, int Version)>();
        // Nobody has one of these numbers: each is a person of their own.
        var first = Random.Shared.Next(2, 8) * 1_000_000;
        var create = await Visitor.Measure(async at =>
        {
            var lead = await program.Send(HttpMethod.Post, "/api/leads", new { name = $"Bench {at}", phones = new[] { new { number = $"+49 1512 {first + at}" } }, estimatedValue = "1200.00", status = "new" });
            made.Add((lead.GetProperty("id").GetString()!, lead.GetProperty("version").GetInt32()));
        }, calls, cpu);
        var edit = await Visitor.Measure(async at =>
        {
            var lead = await program.Send(HttpMethod.Put, $"/api/leads/{made[at].Id}", new { notes = $"Rang at {at}", made[at].Version });
            made[at] = (made[at].Id, lead.GetProperty("version").GetInt32());
        }, calls, cpu);
        var status = await Visitor.Measure(at => program.Send(HttpMethod.Put, $"/api/leads/{made[at].Id}/status", new { status = "contacted", made[at].Version }), calls, cpu);
        var convert = await Visitor.Measure(at => program.Send(HttpMethod.Post, $"/api/leads/{made[at].Id}/conversion", new { type = "residential" }), calls, cpu);
        return [("create", create), ("edit", edit), ("change status", status), ("convert", convert)];
    }
}
