using System.Globalization;
using System.Text.Json;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>Reads what was sent about an account for calls over what it says now, gathering what is wrong.</summary>
public delegate TelephonyAccountInput ReadTelephonyAccount(TelephonyFacts now, FormErrors errors);

/// <summary>An account for calls as a form or a JSON body says it: with the secret, where one was typed, and the version that it starts from. A field that was not sent stays as it is.</summary>
public sealed record TelephonyAccountInput(TelephonyFacts Facts, string? Secret, int? Version)
{
    private const int LongestSecret = 500;

    public static TelephonyAccountInput FromJson(JsonBody body, TelephonyFacts now, FormErrors errors)
    {
        var json = body.Fields(errors).ReadOnly("hasSecret", "incomingUrl");
        var limits = new CallLimits(
            json.Has("countries") ? Countries(Words(json.List("countries", PhoneNumber.Countries.Count), errors), errors) : now.Limits.Countries,
            json.Number("callsADay") ?? now.Limits.ADay,
            json.Number("callsAnHourEach") ?? now.Limits.AnHourEach,
            json.Number("callsADayToOne") ?? now.Limits.ADayTo,
            json.Flag("stopped") ?? now.Limits.AreStopped);
        var facts = new TelephonyFacts(
            json.Has("vendor") ? VendorOf(json.Text("vendor"), errors) : now.Vendor,
            json.Has("accountId") ? json.Text("accountId") ?? "" : now.AccountId,
            json.Has("number") ? json.Text("number") ?? "" : now.Number,
            json.Has("address") ? json.Text("address") ?? "" : now.Address,
            json.Has("dialPattern") ? json.Text("dialPattern") ?? "" : now.DialPattern,
            json.Flag("records") ?? now.Records,
            json.Has("textBack") ? PlainText.Lines(json.Text("textBack", TelephonyFacts.LongestTextBack)) : now.TextBack,
            limits);
        var (secret, version) = (json.Text("secret", LongestSecret), json.Number("version"));
        json.Finish();
        return new(facts, secret.OrNull(), version);
    }

    /// <summary>Whether calls are stopped stands in no form: that has a button of its own.</summary>
    public static TelephonyAccountInput FromForm(IFormCollection form, TelephonyFacts now, FormErrors errors)
    {
        var typed = form["countries"].ToString().Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var limits = new CallLimits(Countries(typed, errors), Number("callsADay"), Number("callsAnHourEach"), Number("callsADayToOne"), now.Limits.AreStopped);
        var facts = new TelephonyFacts(
            form.ContainsKey("vendor") ? VendorOf(form["vendor"], errors) : now.Vendor, form.Line("accountId", now.AccountId, errors), form.Line("number", now.Number, errors),
            form.Line("address", now.Address, errors), form.Line("dialPattern", now.DialPattern, errors), form.ContainsKey("records"),
            form.ContainsKey("textBack") ? TextRule.Read(PlainText.Lines(form["textBack"]), "textBack", TelephonyFacts.LongestTextBack, errors) ?? "" : now.TextBack, limits);
        return new(facts, TextRule.Read(form["secret"].ToString(), "secret", LongestSecret, errors).OrNull(), int.TryParse(form["version"], out var version) ? version : null);

        int Number(string field) => int.TryParse(form[field].ToString().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
    }

    /// <summary>The facts as they are kept: a number in any spelling becomes E.164, and each vendor has only what it asks for.</summary>
    public TelephonyFacts FactsIn(string country)
    {
        var number = Facts.Number.Trim();
        var address = Facts.Address.Trim().TrimEnd('/');
        return Facts with
        {
            AccountId = Facts.NeedsSecret ? Facts.AccountId.Trim() : "",
            Number = PhoneNumber.Read(number, country) is { E164: { } e164, Extension: null } ? e164 : number,
            Address = Facts.Vendor == TelephonyVendor.Pretend ? "" : address.EndsWith("/ari", StringComparison.OrdinalIgnoreCase) ? address[..^4] : address,
            DialPattern = Facts.Vendor == TelephonyVendor.Asterisk ? Facts.DialPattern.Trim() : "",
        };
    }

    private static string Countries(IEnumerable<string> words, FormErrors errors)
    {
        var letters = words.Select(word => word.ToUpperInvariant()).Distinct().ToList();
        if (letters.Find(word => !PhoneNumber.Countries.Contains(word)) is { } unknown && !errors.Has("countries")) errors.Add("countries", $"«{PlainText.Cut(PlainText.OneLine(unknown), 20)}» is no country. Write two letters for each, such as US CA.");
        return string.Join(' ', letters.Order(StringComparer.Ordinal));
    }

    private static List<string> Words(IReadOnlyList<(JsonElement Element, string Path)> sent, FormErrors errors)
    {
        var words = new List<string>();
        foreach (var (element, path) in sent)
            if (element.ValueKind == JsonValueKind.String && TextRule.Read(element, path, TextRule.Line, errors) is { } word) words.Add(word);
            else if (!errors.Has("countries")) errors.Add("countries", "Write each country as two letters, such as \"US\".");
        return words;
    }

    private static TelephonyVendor VendorOf(string? word, FormErrors errors)
    {
        if (TelephonyWords.Read(word) is { } vendor) return vendor;
        errors.Add("vendor", $"This is one of {string.Join(", ", Enum.GetValues<TelephonyVendor>().Select(TelephonyWords.Of))}.");
        return TelephonyVendor.Twilio;
    }
}
