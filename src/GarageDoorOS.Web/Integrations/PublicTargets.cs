using System.Net;
using System.Net.Sockets;

namespace GarageDoorOS.Web.Integrations;

/// <summary>
/// Connects to servers that a customer of ours named, and only to such as the whole internet can reach: never to this machine or the network round it. The
/// address that was looked at is the one that is connected to, so that a name cannot come to mean another in between.
/// </summary>
public sealed class PublicTargets(IConfiguration configuration)
{
    /// <summary>What no customer has a server at: this machine, private networks, and what is put aside for other ends.</summary>
    private static readonly IPNetwork[] Inner =
    [
        .. from range in (string[])
           [
               "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
               "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
               "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
           ]
           select IPNetwork.Parse(range),
    ];

    /// <summary>All of IPv6 that is given out to the world, and what stands in it for the whole of IPv4 where a network has no other.</summary>
    private static readonly IPNetwork Given = IPNetwork.Parse("2000::/3"), Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Only for tests and for whoever runs this for their own network alone: <c>Webhooks__AllowPrivateTargets</c>.</summary>
    public bool AllowPrivate { get; } = configuration.GetValue("Webhooks:AllowPrivateTargets", false);

    /// <summary>Whether an address is one of the world.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return IsPublic(address.MapToIPv4());
        if (Translated.Contains(address)) return IsPublic(new(address.GetAddressBytes()[12..]));
        return (address.AddressFamily == AddressFamily.InterNetwork || Given.Contains(address)) && !Inner.Any(range => range.Contains(address));
    }

    /// <summary>False for what is plainly within, by its letters alone; what a name stands for is asked when it is connected to.</summary>
    public bool MayBePublic(string host) =>
        AllowPrivate || (IPAddress.TryParse(host, out var address) ? IsPublic(address) : host.Contains('.', StringComparison.Ordinal) && !host.TrimEnd('.').EndsWith(".localhost", StringComparison.OrdinalIgnoreCase));

    /// <summary>The open way to a server. Throws <see cref="NotReached"/>, or <see cref="OperationCanceledException"/>.</summary>
    public async Task<Socket> Connect(string host, int port, CancellationToken ct)
    {
        SocketException? last = null;
        foreach (var address in await AddressesOf(host, ct))
        {
            var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(address, port, ct);
                return socket;
            }
            catch (Exception broken)
            {
                socket.Dispose();
                if (broken is not SocketException refused) throw;
                last = refused;
            }
        }
        throw new NotReached($"Nobody answers at {host}, port {port}.", last);
    }

    private async Task<IReadOnlyList<IPAddress>> AddressesOf(string host, CancellationToken ct)
    {
        IPAddress[] found;
        try
        {
            found = [.. from address in await Dns.GetHostAddressesAsync(host, ct) select address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address];
        }
        catch (Exception unknown) when (unknown is SocketException or ArgumentException)
        {
            throw new NotReached($"No server is called {host}.", unknown);
        }
        var allowed = AllowPrivate ? found : [.. found.Where(IsPublic)];
        return allowed.Length > 0 ? allowed : throw new NotReached(found.Length == 0 ? $"No server is called {host}." : $"{host} leads into a private network. Only servers that the whole internet can reach are asked.");
    }
}

/// <summary>There is no way to a server that somebody named; the message says why.</summary>
public sealed class NotReached(string message, Exception? inner = null) : Exception(message, inner);
