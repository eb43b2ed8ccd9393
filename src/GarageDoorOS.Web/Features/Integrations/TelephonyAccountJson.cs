using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>By which vendor, and from which number, the business calls its leads, and how far that may go.</summary>
public sealed record TelephonyAccountJson
{
    /// <summary>The fields that people set.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["vendor", "accountId", "secret", "number", "address", "dialPattern", "records", "textBack", "countries", "callsADay", "callsAnHourEach", "callsADayToOne", "stopped"];

    /// <summary>twilio; asterisk, a PBX of your own by its HTTP interface (ARI); or pretend, which rings nobody and is for trying the program out.</summary>
    public required TelephonyVendor Vendor { get; init; }

    /// <summary>The Account SID at Twilio: AC and 32 digits from 0 to f; the user of a PBX. Null while the account is not set up, or where nobody is asked.</summary>
    public required string? AccountId { get; init; }

    /// <summary>A secret is stored that can still be read. It is never given back.</summary>
    public required bool HasSecret { get; init; }

    /// <summary>The number that leads see, as E.164.</summary>
    public required string? Number { get; init; }

    /// <summary>Where the PBX is, such as https://pbx.example.com:8089; at Twilio the address of another region. Null for the usual one.</summary>
    public required string? Address { get; init; }

    /// <summary>How the PBX dials, such as PJSIP/{number}@trunk, and behind a semicolon the context for calls out. Null for others.</summary>
    public required string? DialPattern { get; init; }

    /// <summary>Calls are recorded at Twilio, and both are told so first.</summary>
    public required bool Records { get; init; }

    /// <summary>What whoever calls gets as a text when nobody takes the call, by the business's account for texts; null: nothing.</summary>
    public required string? TextBack { get; init; }

    /// <summary>Where Twilio is to send calls that come in; null where it is not asked, or where the world does not find this installation.</summary>
    public required string? IncomingUrl { get; init; }

    /// <summary>Which countries may be called, as two letters each; empty: that of the business alone.</summary>
    public required IReadOnlyList<string> Countries { get; init; }

    /// <summary>Calls of the whole business a day: 1 to 5,000.</summary>
    public required int CallsADay { get; init; }

    /// <summary>Calls of each team member an hour: 1 to 500.</summary>
    public required int CallsAnHourEach { get; init; }

    /// <summary>Calls to one number a day: 1 to 50.</summary>
    public required int CallsADayToOne { get; init; }

    /// <summary>Nobody calls at all, whatever stands here.</summary>
    public required bool Stopped { get; init; }

    /// <summary>0 while the account is not set up: PUT with 0, or without a version, sets it up.</summary>
    public required int Version { get; init; }

    /// <summary>What PUT may say. <c>secret</c> is written and never read: null or left out keeps the stored one, which goes to no other account and no other address than it was typed for. <c>number</c>: in any spelling.</summary>
    public sealed record Body(
        TelephonyVendor Vendor, string? AccountId, string? Secret, string Number, string? Address, string? DialPattern, bool Records, string? TextBack, IReadOnlyList<string>? Countries, int CallsADay, int CallsAnHourEach, int CallsADayToOne, bool Stopped, int? Version);

    internal IResult Ok(HttpResponse response)
    {
        response.ETag(Version);
        return TypedResults.Ok(this);
    }
}
