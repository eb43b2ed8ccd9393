using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace GarageDoorOS.Web.Http;

/// <summary>How often one address may try a door (a password, the set-up token), or call as a vendor does, before it has to wait.</summary>
public static class Rates
{
    public const string Doors = "doors", Hooks = "hooks";
    private const int TriesPerMinute = 60;

    /// <summary>A vendor calls from a few addresses for all businesses.</summary>
    private const int CallsPerMinute = 3_000;

    /// <summary>Who counts as one: an IPv4 address, or the /64 network of an IPv6 address, of which one house has them all.</summary>
    public static string NetworkOf(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4().ToString()
        : address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress([.. address.GetAddressBytes()[..8], .. new byte[8]]) + "/64"
        : address.ToString();

    public static void AddRates(this IServiceCollection services) => services.AddRateLimiter(options =>
    {
        options.AddPolicy(Doors, context => Limit(context, TriesPerMinute));
        options.AddPolicy(Hooks, context => Limit(context, CallsPerMinute));
        options.OnRejected = async (rejected, _) =>
        {
            var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromMinutes(1);
            rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            await Answers.Refuse(rejected.HttpContext, 429, "too_many_tries", "Too many tries from your address. Wait a minute, then try again.").ExecuteAsync(rejected.HttpContext);
        };
    });

    private static RateLimitPartition<string> Limit(HttpContext context, int perMinute) => context.Connection.RemoteIpAddress is { } address
        ? RateLimitPartition.GetSlidingWindowLimiter(NetworkOf(address), _ => new() { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1), SegmentsPerWindow = 6 })
        : RateLimitPartition.GetNoLimiter(""); // only a socket without addresses, such as that of tests
}
