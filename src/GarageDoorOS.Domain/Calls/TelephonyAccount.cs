using System.Text.RegularExpressions;

namespace GarageDoorOS.Domain.Calls;

/// <summary>Who carries the calls of a business. The numbers are stored.</summary>
public enum TelephonyVendor
{
    Twilio = 0,

    /// <summary>A PBX of the business's own, by the HTTP interface of Asterisk (ARI).</summary>
    Asterisk = 1,

    /// <summary>Nobody: calls are only said to ring and to be answered, for whoever tries the program without an account anywhere.</summary>
    Pretend = 2,
}

/// <summary>By whom, and from which number, a business calls its leads, and how far that may go. A business has one, or none.</summary>
public sealed class TelephonyAccount : IBusinessRecord, IVersioned
{
    private TelephonyAccount() { }

    public Guid BusinessId { get; private set; }
    public TelephonyVendor Vendor { get; private set; }

    /// <summary>As whom the vendor knows the business; empty where nobody is asked.</summary>
    public string AccountId { get; private set; } = "";

    /// <summary>Encrypted; null where nobody is asked for one.</summary>
    public string? Secret { get; private set; }

    /// <summary>The number that leads see, as E.164.</summary>
    public string Number { get; private set; } = "";

    /// <summary>Where the vendor is: the PBX's own address; empty for the vendor's usual one.</summary>
    public string Address { get; private set; } = "";

    /// <summary>How the PBX dials: <c>PJSIP/{number}@trunk</c>; empty for others.</summary>
    public string DialPattern { get; private set; } = "";

    /// <summary>Calls are recorded at the vendor, and both are told so first.</summary>
    public bool Records { get; private set; }

    /// <summary>What whoever called gets as a text when nobody answered; empty: nothing.</summary>
    public string TextBack { get; private set; } = "";

    /// <summary>What calls may cost.</summary>
    public CallLimits Limits { get; private set; } = CallLimits.Usual;
    public int Version { get; private set; } = 1;

    Guid IVersioned.Id => BusinessId;

    public TelephonyFacts Facts => new(Vendor, AccountId, Number, Address, DialPattern, Records, TextBack, Limits);

    public static TelephonyAccount SetUp(Guid businessId, TelephonyFacts facts, string? secret)
    {
        var account = new TelephonyAccount { BusinessId = businessId };
        account.Take(facts, secret);
        return account;
    }

    /// <summary>Goes on by other facts; the secret that there is stays where no <paramref name="newSecret"/> comes with them.</summary>
    public void Become(TelephonyFacts facts, string? newSecret)
    {
        if (facts == Facts && newSecret is null) return;
        Take(facts, newSecret ?? Secret);
        Version++;
    }

    private void Take(TelephonyFacts facts, string? secret)
    {
        (Vendor, AccountId, Number, Address, DialPattern, Records, TextBack, Limits) = facts;
        Secret = facts.NeedsSecret ? secret : null;
    }
}

/// <summary>What an account for calls says of itself, but for its secret.</summary>
public sealed partial record TelephonyFacts(TelephonyVendor Vendor, string AccountId, string Number, string Address, string DialPattern, bool Records, string TextBack, CallLimits Limits)
{
    /// <summary>Two texts long.</summary>
    public const int LongestTextBack = 300;

    /// <summary>What the form of a business that has none begins with.</summary>
    public static TelephonyFacts None { get; } = new(TelephonyVendor.Twilio, "", "", "", "", false, "", CallLimits.Usual);

    public bool NeedsSecret => Vendor != TelephonyVendor.Pretend;

    public bool IsAccountIdWell => Vendor switch
    {
        TelephonyVendor.Twilio => SidShape().IsMatch(AccountId),
        TelephonyVendor.Asterisk => AccountId.Length > 0 && !AccountId.Contains(':'),
        TelephonyVendor.Pretend => true,
    };

    public bool IsNumberWell => PhoneNumber.Read(Number, "US").E164 == Number;

    /// <summary>A secret goes to no other account, and to no other place, than the one that it was typed for.</summary>
    public bool MayKeepSecretOf(TelephonyFacts before) => NeedsSecret && Vendor == before.Vendor && AccountId == before.AccountId && Address == before.Address;

    [GeneratedRegex(@"^AC[0-9a-fA-F]{32}\z")]
    private static partial Regex SidShape();
}
