using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>By which mail server, and as whom, the business writes to its leads.</summary>
public sealed record MailAccountJson
{
    /// <summary>The fields that people set.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["host", "port", "user", "password", "fromAddress", "fromName", "inboundKey"];

    /// <summary>The server's name; null while the account is not set up.</summary>
    public required string? Host { get; init; }

    /// <summary>587, 465, 2525 or 25.</summary>
    public required int Port { get; init; }

    /// <summary>Null where the server asks nobody who they are.</summary>
    public required string? User { get; init; }

    /// <summary>A password is stored that can still be read. It is never given back.</summary>
    public required bool HasPassword { get; init; }

    /// <summary>The address that leads see and answer to.</summary>
    public required string? FromAddress { get; init; }

    /// <summary>The name beside it; left out or empty, that of the business.</summary>
    public required string FromName { get; init; }

    /// <summary>A key is stored, and can still be read, by which Mailgun proves that it brings the answers of leads. It is never given back; without it no answer comes in.</summary>
    public required bool HasInboundKey { get; init; }

    /// <summary>Where Mailgun is to bring the answers of leads: for the action of a route. Null while the installation does not know its own address (App__PublicUrl).</summary>
    public required string? InboundUrl { get; init; }

    /// <summary>Where Mailgun tells what became of a mail, where the mails go out by it: for the webhooks «delivered» and «permanent failure».</summary>
    public required string? StatusUrl { get; init; }

    /// <summary>0 while the account is not set up: PUT with 0, or without a version, sets it up.</summary>
    public required int Version { get; init; }

    /// <summary>What PUT may say. <c>password</c> is written and never read: null or left out keeps the stored one, which goes to no other host and no other user than it was typed for. So is <c>inboundKey</c>, and «» takes it away.</summary>
    public sealed record Body(string Host, int Port, string? User, string? Password, string FromAddress, string? FromName, string? InboundKey, int? Version);

    internal IResult Ok(HttpResponse response)
    {
        response.ETag(Version);
        return TypedResults.Ok(this);
    }
}
