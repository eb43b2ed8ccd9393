using GarageDoorOS.Domain.Calls;
using NodaTime;

namespace GarageDoorOS.Web.Integrations.Telephony;

/// <summary>Rings phones by the account of a business, whichever vendor that is with. Every member throws <see cref="TelephonyFailed"/>.</summary>
public interface ITelephony
{
    /// <summary>Asks the vendor who this account is, without ringing anybody; answers what the vendor calls it.</summary>
    Task<string> Check(TelephonySettings account, CancellationToken ct);

    /// <summary>Rings the phone of whoever calls, says who is next, then rings them and joins the two. Answers what the vendor calls it, once it has taken it. Asked once for a call, and never again.</summary>
    Task<string> Place(TelephonySettings account, OutboundCall call, CancellationToken ct);

    /// <summary>How a call that was placed stands; null where the vendor does not know it (any more).</summary>
    Task<CallNews?> Ask(TelephonySettings account, string vendorId, CancellationToken ct);

    /// <summary>How a call that came in stands; null once it is over, or where the vendor does not know it.</summary>
    Task<CallNews?> AskIncoming(TelephonySettings account, string vendorId, Instant since, CancellationToken ct);

    Task HangUp(TelephonySettings account, string vendorId, CancellationToken ct);

    /// <summary>Rings a phone and says something to it.</summary>
    Task Say(TelephonySettings account, Guid id, string to, string words, CancellationToken ct);
}

/// <summary>The account of a business as its vendor wants it, the secret readable: for as long as a call takes, and for no log. <paramref name="Address"/>: null for the vendor's usual one.</summary>
public sealed record TelephonySettings(TelephonyVendor Vendor, string AccountId, string Secret, string Number, Uri? Address, string DialPattern)
{
    public override string ToString() => $"{Number} by {Vendor}";
}

/// <summary>
/// One call to be placed: <paramref name="First"/> is the phone of whoever calls, <paramref name="To"/> who is called, both E.164. <paramref name="Says"/>: what the first hears before the other is rung.
/// <paramref name="Records"/>: both are told so, and recorded. <paramref name="StatusUrl"/>: where the vendor tells how it goes on; null where it could not reach us.
/// </summary>
public sealed record OutboundCall(Guid Id, string First, string To, string Says, bool Records, string? StatusUrl);

/// <summary>The vendor did not do what it was asked. <paramref name="mayBeOut"/>: nobody knows whether it did after all.</summary>
public sealed class TelephonyFailed(string message, bool mayBeOut = false, Exception? inner = null) : Exception(message, inner)
{
    public bool MayBeOut { get; } = mayBeOut;
}
