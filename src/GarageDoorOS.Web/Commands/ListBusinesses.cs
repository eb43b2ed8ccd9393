using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Commands;

/// <summary><c>business list</c>: the names of all businesses, one a line.</summary>
internal static class ListBusinesses
{
    public static async Task Run(IServiceProvider services, CommandLine line, CancellationToken ct)
    {
        var db = services.GetRequiredService<AppDb>();
        await foreach (var name in db.Businesses.OrderBy(b => b.NameKey).ThenBy(b => b.Id).Select(b => b.Name).AsAsyncEnumerable().WithCancellation(ct))
            await Console.Out.WriteLineAsync(name);
    }
}
