using Microsoft.Extensions.Primitives;

namespace GarageDoorOS.Web.Http;

/// <summary>
/// All endpoints of the program, built once. The framework asks for them twice, for the rules of access and for the table of addresses; groups build theirs anew each time, and compiling the
/// handlers of all routes takes the larger part of a start.
/// </summary>
internal sealed class EndpointsOnce : EndpointDataSource
{
    private readonly Lazy<IReadOnlyList<Endpoint>> built;

    private EndpointsOnce(EndpointDataSource[] sources) => built = new(() => [.. sources.SelectMany(source => source.Endpoints)]);

    public override IReadOnlyList<Endpoint> Endpoints => built.Value;

    /// <summary>Puts it in the place of what was mapped so far; what is mapped later stands beside it.</summary>
    public static void Over(IEndpointRouteBuilder routes)
    {
        var once = new EndpointsOnce([.. routes.DataSources]);
        routes.DataSources.Clear();
        routes.DataSources.Add(once);
    }

    /// <summary>Routes do not change while the program runs.</summary>
    public override IChangeToken GetChangeToken() => new CancellationChangeToken(CancellationToken.None);
}
