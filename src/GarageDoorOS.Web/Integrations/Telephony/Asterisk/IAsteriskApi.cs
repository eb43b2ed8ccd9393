using Refit;

namespace GarageDoorOS.Web.Integrations.Telephony.Asterisk;

/// <summary>What we ask of a PBX by Asterisk's HTTP interface (ARI): who it is, to ring a phone and let it go on in the dialplan, how that channel stands, and to end it.</summary>
internal interface IAsteriskApi
{
    [Get("/ari/asterisk/info?only=system")]
    Task<IApiResponse<AsteriskInfo>> Info([Authorize("Basic")] string credentials, CancellationToken ct);

    [Post("/ari/channels/{channel}")]
    Task<IApiResponse<AsteriskChannel>> Originate(string channel, string endpoint, string extension, string context, int priority, string callerId, int timeout, [Authorize("Basic")] string credentials, CancellationToken ct);

    [Get("/ari/channels/{channel}")]
    Task<IApiResponse<AsteriskChannel>> Find(string channel, [Authorize("Basic")] string credentials, CancellationToken ct);

    [Get("/ari/bridges")]
    Task<IApiResponse<IReadOnlyList<AsteriskBridge?>>> Bridges([Authorize("Basic")] string credentials, CancellationToken ct);

    [Delete("/ari/channels/{channel}")]
    Task<IApiResponse<string>> HangUp(string channel, [Authorize("Basic")] string credentials, CancellationToken ct);
}

internal sealed record AsteriskInfo(AsteriskInfo.Build? System)
{
    internal sealed record Build(string? Version);
}

internal sealed record AsteriskChannel(string? Id, string? State);

internal sealed record AsteriskBridge(IReadOnlyList<string?>? Channels);

/// <summary>How a PBX says no.</summary>
internal sealed record AsteriskNo(string? Message, string? Error);
