using System.Globalization;
using GarageDoorOS.Domain.Calls;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>The account for calls as it stands in its form: all that was typed, as it was typed, but for the secret.</summary>
public sealed record TelephonyForm
{
    public TelephonyVendor Vendor { get; init; }
    public string AccountId { get; init; } = "";
    public string Number { get; init; } = "";
    public string Address { get; init; } = "";
    public string DialPattern { get; init; } = "";
    public bool Records { get; init; }
    public string TextBack { get; init; } = "";
    public string Countries { get; init; } = "";
    public string CallsADay { get; init; } = "";
    public string CallsAnHourEach { get; init; } = "";
    public string CallsADayToOne { get; init; } = "";
    public int? Version { get; init; }

    public static TelephonyForm Of(TelephonyAccountJson now) => new()
    {
        Vendor = now.Vendor,
        AccountId = now.AccountId ?? "",
        Number = now.Number ?? "",
        Address = now.Address ?? "",
        DialPattern = now.DialPattern ?? "",
        Records = now.Records,
        TextBack = now.TextBack ?? "",
        Countries = string.Join(' ', now.Countries),
        CallsADay = Text(now.CallsADay),
        CallsAnHourEach = Text(now.CallsAnHourEach),
        CallsADayToOne = Text(now.CallsADayToOne),
        Version = now.Version,
    };

    public static TelephonyForm Of(IFormCollection typed) => new()
    {
        Vendor = TelephonyWords.Read(typed["vendor"]) ?? TelephonyVendor.Twilio,
        AccountId = typed["accountId"].ToString(),
        Number = typed["number"].ToString(),
        Address = typed["address"].ToString(),
        DialPattern = typed["dialPattern"].ToString(),
        Records = typed.ContainsKey("records"),
        TextBack = typed["textBack"].ToString(),
        Countries = typed["countries"].ToString(),
        CallsADay = typed["callsADay"].ToString(),
        CallsAnHourEach = typed["callsAnHourEach"].ToString(),
        CallsADayToOne = typed["callsADayToOne"].ToString(),
        Version = int.TryParse(typed["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null,
    };

    /// <summary>By another vendor: what only the one knows is not offered to the other.</summary>
    public TelephonyForm With(TelephonyVendor vendor) => vendor == Vendor ? this : this with { Vendor = vendor, AccountId = "", Address = "", DialPattern = "" };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
