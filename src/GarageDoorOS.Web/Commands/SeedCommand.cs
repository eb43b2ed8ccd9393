using GarageDoorOS.Web.Data.Seed;

namespace GarageDoorOS.Web.Commands;

/// <summary><c>seed --businesses 20 --leads 100000 [--customers 0] [--tasks 0] [--calls 0] [--seed 42]</c>: invented businesses, the counts being per business, those of tasks and calls per lead.</summary>
internal static class SeedCommand
{
    public static async Task Run(IServiceProvider services, CommandLine line, CancellationToken ct)
    {
        var request = new SeedBusinesses.Request(line.Number("businesses", 1), line.Number("leads", 1000), line.Number("customers", 0), line.Number("seed", 42), line.Number("tasks", 0), line.Number("calls", 0));
        foreach (var name in await new SeedBusinesses(services).Handle(request, ct))
            Console.WriteLine(name);
    }
}
