using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace GarageDoorOS.Web.Http;

/// <summary>
/// The address under which the world knows this installation, for links that leave it: <c>App__PublicUrl</c>, never the Host header. Without
/// it, good for a trial on one machine, the first address on which the program listens.
/// </summary>
public sealed class PublicUrl(IConfiguration configuration, IServiceProvider services)
{
    private static readonly string[] Anywhere = ["//+", "//*", "//0.0.0.0", "//[::]"];

    public string Of(string path) => Root + path;

    /// <summary>The address as it was set up; null where it was not.</summary>
    public Uri? Given => Uri.TryCreate(configuration["App:PublicUrl"], UriKind.Absolute, out var given) ? given : null;

    private string Root => (configuration["App:PublicUrl"] is { Length: > 0 } set ? set : Listening).TrimEnd('/');

    private string Listening
    {
        get
        {
            var address = services.GetService<IServer>()?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "http://localhost";
            return Anywhere.Aggregate(address, (known, any) => known.Replace(any, "//localhost", StringComparison.Ordinal));
        }
    }
}
