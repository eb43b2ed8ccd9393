using System.Globalization;
using System.Threading.RateLimiting;

namespace GarageDoorOS.Web.Http;

/// <summary>How often one address may try a door (a password, the set-up token) before it has to wait.</summary>
public static class Rates
{
    public const string Doors = "doors";
    private const int TriesPerMinute = 60;

    public static void AddRates(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.AddPolicy(Doors, context => context.Connection.RemoteIpAddress is { } address
            ? RateLimitPartition.GetSlidingWindowLimiter(address.ToString(), _ => new() { PermitLimit = TriesPerMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 })
            : RateLimitPartition.GetNoLimiter("")); // only a socket without addresses, such as that of tests
        options.OnRejected = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await Answers.Refuse(rejected.HttpContext, 429, "too_many_tries", "Too many tries from your address. Wait a minute, then try again.").ExecuteAsync(rejected.HttpContext);
        };
    });
}
