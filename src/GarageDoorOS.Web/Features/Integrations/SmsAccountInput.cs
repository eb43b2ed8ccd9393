using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Integrations.Sms;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>Reads what was sent about an account for texts over what it says now, gathering what is wrong.</summary>
public delegate SmsAccountInput ReadSmsAccount(SmsAccountFacts now, FormErrors errors);

/// <summary>An account for texts as a form or a JSON body says it: with the token, where one was typed, and the version that it starts from. A field that was not sent stays as it is.</summary>
public sealed record SmsAccountInput(SmsAccountFacts Facts, string? Token, int? Version)
{
    public static SmsAccountInput FromJson(JsonBody body, SmsAccountFacts now, FormErrors errors)
    {
        var json = body.Fields(errors).ReadOnly("hasToken", "inboundUrl", "statusUrl");
        var facts = new SmsAccountFacts(
            json.Has("vendor") ? VendorOf(json.Text("vendor"), errors) : now.Vendor,
            json.Has("accountId") ? json.Text("accountId") ?? "" : now.AccountId,
            json.Has("from") ? json.Text("from") ?? "" : now.From);
        var (token, version) = (json.Text("token"), json.Number("version"));
        json.Finish();
        return new(facts, token.OrNull(), version);
    }

    public static SmsAccountInput FromForm(IFormCollection form, SmsAccountFacts now, FormErrors errors)
    {
        var facts = new SmsAccountFacts(
            form.ContainsKey("vendor") ? VendorOf(form["vendor"], errors) : now.Vendor, form.Line("accountId", now.AccountId, errors), form.Line("from", now.From, errors));
        return new(facts, TextRule.Read(form["token"].ToString(), "token", TextRule.Line, errors).OrNull(), int.TryParse(form["version"], out var version) ? version : null);
    }

    /// <summary>The facts as they are kept: a number in any spelling becomes E.164, and who only pretends has no account anywhere.</summary>
    public SmsAccountFacts FactsIn(string country)
    {
        var from = Facts.From.Trim();
        return Facts with { AccountId = Facts.NeedsToken ? Facts.AccountId.Trim() : "", From = PhoneNumber.Read(from, country) is { E164: { } number, Extension: null } ? number : from };
    }

    /// <summary>Gathers what is wrong with <paramref name="facts"/>. <paramref name="keeps"/>: a token is stored that can still be read.</summary>
    public void Check(SmsAccountFacts facts, SmsAccountFacts before, bool keeps, string country, SmsVendors vendors, FormErrors errors)
    {
        if (!vendors.Offered.Contains(facts.Vendor)) Say("vendor", "Here nobody only pretends to send: choose who carries your texts.");
        if (!facts.IsAccountIdWell) Say("accountId", "Type the Account SID: AC and 32 letters and digits behind it.");
        if (!facts.IsFromWell) Say("from", PhoneNumber.WhyNotValid(facts.From, country) is not { } why ? "Type the number without an extension."
            : facts.From.Length == 0 || facts.From.Any(char.IsLetter) ? "Type the number that your texts come from, or the SID of a messaging service: MG and 32 letters and digits behind it."
            : why);
        if (facts.NeedsToken && Token is null && !(keeps && facts.MayKeepTokenOf(before))) Say("token", keeps ? "Type the token again: the stored one goes to no other account." : "Type the auth token.");

        void Say(string field, string message)
        {
            if (!errors.Has(field)) errors.Add(field, message);
        }
    }

    private static SmsVendor VendorOf(string? word, FormErrors errors)
    {
        foreach (var vendor in Enum.GetValues<SmsVendor>())
            if (SmsWords.Of(vendor) == word) return vendor;
        errors.Add("vendor", $"This is one of {string.Join(", ", Enum.GetValues<SmsVendor>().Select(SmsWords.Of))}.");
        return SmsVendor.Twilio;
    }
}
