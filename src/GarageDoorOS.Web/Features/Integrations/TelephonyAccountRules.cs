using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Integrations.Telephony;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>What is wrong with an account for calls, told beside each field.</summary>
internal sealed record TelephonyAccountRules(TelephonyVendors Vendors, string Country, FormErrors Errors)
{
    /// <summary><paramref name="hasSecret"/>: one was typed. <paramref name="keeps"/>: one is stored that can still be read.</summary>
    public void Check(TelephonyFacts facts, TelephonyFacts before, bool hasSecret, bool keeps)
    {
        if (!Vendors.Offered.Contains(facts.Vendor)) Say("vendor", "Here nobody only pretends to call: choose who carries your calls.");
        if (!facts.IsAccountIdWell) Say("accountId", facts.Vendor == TelephonyVendor.Twilio ? "Type the Account SID: AC and 32 letters and digits behind it." : "Type the user that ari.conf names, without a colon.");
        if (!facts.IsNumberWell) Say("number", facts.Number.Length == 0 ? "Type the number that your leads see." : PhoneNumber.WhyNotValid(facts.Number, Country) ?? "Type the number without an extension.");
        CheckAddress(facts);
        if (facts.Vendor == TelephonyVendor.Asterisk && DialPattern.Read(facts.DialPattern) is null) Say("dialPattern", "Type the channel that rings a number, with {number} in it, such as PJSIP/{number}@trunk.");
        if (facts is { Vendor: TelephonyVendor.Asterisk, Records: true }) Say("records", "A PBX records by its own dialplan. Turn this off here, and on there.");
        if (facts.NeedsSecret && !hasSecret && !(keeps && facts.MayKeepSecretOf(before))) Say("secret", keeps ? "Type it again: the stored one goes to no other account and no other address." : facts.Vendor == TelephonyVendor.Twilio ? "Type the auth token." : "Type the password.");
        Range("callsADay", facts.Limits.ADay, CallLimits.MostADay);
        Range("callsAnHourEach", facts.Limits.AnHourEach, CallLimits.MostAnHourEach);
        Range("callsADayToOne", facts.Limits.ADayTo, CallLimits.MostADayTo);
    }

    private void CheckAddress(TelephonyFacts facts)
    {
        if (facts.Address.Length == 0 && facts.Vendor != TelephonyVendor.Asterisk) return;
        var example = facts.Vendor == TelephonyVendor.Asterisk ? "https://pbx.example.com:8089" : "https://api.dublin.ie1.twilio.com";
        if (!Uri.TryCreate(facts.Address, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0)
            Say("address", $"Type the address and nothing else, such as {example}.");
        else if (facts.Vendor == TelephonyVendor.Twilio && address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback) Say("address", $"The auth token goes there: it must begin with https, such as {example}.");
        else if (!Vendors.MayReach(address.DnsSafeHost)) Say("address", "This leads into a private network. Name a server that the whole internet can reach.");
    }

    private void Range(string field, int number, int most)
    {
        if (number < 1 || number > most) Say(field, $"Type a whole number from 1 to {most}.");
    }

    private void Say(string field, string message)
    {
        if (!Errors.Has(field)) Errors.Add(field, message);
    }
}
