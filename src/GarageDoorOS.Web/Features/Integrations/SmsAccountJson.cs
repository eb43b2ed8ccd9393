using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>By which vendor, and from which number, the business texts its leads.</summary>
public sealed record SmsAccountJson
{
    /// <summary>The fields that people set.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["vendor", "accountId", "token", "from"];

    /// <summary>twilio; or pretend, which sends nothing and is for trying the program out.</summary>
    public required SmsVendor Vendor { get; init; }

    /// <summary>The Account SID: AC and 32 digits from 0 to f. Null while the account is not set up, or where nobody is asked.</summary>
    public required string? AccountId { get; init; }

    /// <summary>A token is stored that can still be read. It is never given back.</summary>
    public required bool HasToken { get; init; }

    /// <summary>The number that leads see, as E.164; or the id of a messaging service: MG and 32 digits from 0 to f.</summary>
    public required string? From { get; init; }

    /// <summary>Where the vendor is to bring the answers of leads; null while the installation does not know its own address (App__PublicUrl).</summary>
    public required string? InboundUrl { get; init; }

    /// <summary>Where the vendor tells what became of a text; it hears this address with each text.</summary>
    public required string? StatusUrl { get; init; }

    /// <summary>0 while the account is not set up: PUT with 0, or without a version, sets it up.</summary>
    public required int Version { get; init; }

    /// <summary>What PUT may say. <c>token</c> is written and never read: null or left out keeps the stored one, which goes to no other account than it was typed for. <c>from</c>: a number in any spelling, or the id of a messaging service.</summary>
    public sealed record Body(SmsVendor Vendor, string? AccountId, string? Token, string From, int? Version);

    internal IResult Ok(HttpResponse response)
    {
        response.ETag(Version);
        return TypedResults.Ok(this);
    }
}
