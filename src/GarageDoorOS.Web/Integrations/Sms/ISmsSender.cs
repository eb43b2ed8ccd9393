using GarageDoorOS.Domain.Messages;
using NodaTime;

namespace GarageDoorOS.Web.Integrations.Sms;

/// <summary>Takes texts to leads by the account of their business, whichever vendor that is with.</summary>
public interface ISmsSender
{
    /// <summary>
    /// Answers what the vendor calls the text, once it has taken it. <paramref name="mayBeOut"/>: an earlier try had no clear answer, so the vendor is asked first whether it has the text
    /// already, which is none of <see cref="Sms.Others"/>; then that one is answered and none goes out. Throws <see cref="SmsFailed"/>.
    /// </summary>
    Task<string> Send(SmsAccountSettings account, Sms text, bool mayBeOut, CancellationToken ct);
}

/// <summary>The account of a business as its vendor wants it, the token readable: for as long as a call takes, and for no log.</summary>
public sealed record SmsAccountSettings(SmsVendor Vendor, string AccountId, string Token, string From)
{
    public override string ToString() => $"{From} by {Vendor}";
}

/// <summary>One text to one phone. <paramref name="To"/> is E.164; <paramref name="StatusUrl"/> is where the vendor tells what became of it, null where it could not reach us.</summary>
public sealed record Sms(Guid Id, string To, string Text, string? StatusUrl)
{
    /// <summary>What the vendor calls other texts of ours to that phone: they may say the same, and are not this one.</summary>
    public IReadOnlyCollection<string> Others { get; init; } = [];
}

/// <summary>
/// A text was not taken: <paramref name="never"/> where trying again is no use, <paramref name="notBefore"/> where the vendor said how long to wait. <paramref name="mayBeOut"/>: nobody knows
/// whether it was taken after all, and who tries again says so.
/// </summary>
public sealed class SmsFailed(string message, bool never = false, Duration? notBefore = null, bool mayBeOut = false, Exception? inner = null) : Exception(message, inner)
{
    public bool Never { get; } = never;
    public Duration? NotBefore { get; } = notBefore;
    public bool MayBeOut { get; } = mayBeOut;
}
