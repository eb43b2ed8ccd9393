using System.Text.RegularExpressions;

namespace GarageDoorOS.Domain.Messages;

/// <summary>By which vendor, and from which number, a business texts its leads. A business has one, or none.</summary>
public sealed class SmsAccount : IBusinessRecord, IVersioned
{
    private SmsAccount() { }

    public Guid BusinessId { get; private set; }
    public SmsVendor Vendor { get; private set; }

    /// <summary>As whom the vendor knows the business; empty where nobody is asked.</summary>
    public string AccountId { get; private set; } = "";

    /// <summary>Encrypted; null where nobody is asked for one.</summary>
    public string? Token { get; private set; }

    /// <summary>A number as E.164, or the id of a group of numbers from which the vendor takes the best.</summary>
    public string From { get; private set; } = "";
    public int Version { get; private set; } = 1;

    Guid IVersioned.Id => BusinessId;

    public SmsAccountFacts Facts => new(Vendor, AccountId, From);

    public static SmsAccount SetUp(Guid businessId, SmsAccountFacts facts, string? token)
    {
        var account = new SmsAccount { BusinessId = businessId };
        account.Take(facts, token);
        return account;
    }

    /// <summary>Goes on by other facts; the token that there is stays where no <paramref name="newToken"/> comes with them.</summary>
    public void Become(SmsAccountFacts facts, string? newToken)
    {
        if (facts == Facts && newToken is null) return;
        Take(facts, newToken ?? Token);
        Version++;
    }

    private void Take(SmsAccountFacts facts, string? token)
    {
        (Vendor, AccountId, From) = facts;
        Token = facts.NeedsToken ? token : null;
    }
}

/// <summary>Who carries the texts of a business. The numbers are stored.</summary>
public enum SmsVendor
{
    Twilio = 0,

    /// <summary>Nobody: texts are only said to have gone, for whoever tries the program without an account anywhere.</summary>
    Pretend = 1,
}

/// <summary>What an account for texts says of itself, but for its token.</summary>
public sealed partial record SmsAccountFacts(SmsVendor Vendor, string AccountId, string From)
{
    /// <summary>What the form of a business that has none begins with.</summary>
    public static SmsAccountFacts None { get; } = new(SmsVendor.Twilio, "", "");

    public bool NeedsToken => Vendor != SmsVendor.Pretend;

    public bool IsAccountIdWell => !NeedsToken || AccountIdShape().IsMatch(AccountId);

    public bool IsFromWell => PhoneNumber.Read(From, "US").E164 == From || (NeedsToken && IsNumberGroup(From));

    /// <summary>Whether it names a group of numbers, which Twilio calls a messaging service, and no number.</summary>
    public static bool IsNumberGroup(string from) => NumberGroupShape().IsMatch(from);

    /// <summary>A token goes to no other account than the one that it was typed for.</summary>
    public bool MayKeepTokenOf(SmsAccountFacts before) => NeedsToken && Vendor == before.Vendor && AccountId == before.AccountId;

    [GeneratedRegex(@"^AC[0-9a-fA-F]{32}\z")]
    private static partial Regex AccountIdShape();

    [GeneratedRegex(@"^MG[0-9a-fA-F]{32}\z")]
    private static partial Regex NumberGroupShape();
}
