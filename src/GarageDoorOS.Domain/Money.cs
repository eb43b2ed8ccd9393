using System.Globalization;
using System.Text.RegularExpressions;

namespace GarageDoorOS.Domain;

/// <summary>Amounts as people type and read them.</summary>
public static partial class Money
{
    public const decimal Max = 999_999_999.99m;

    // Far more than any amount needs; without an end the pattern would try every way to share out a long run of blanks.
    private const int Longest = 40;

    /// <summary>Reads <c>1,200</c>, <c>1200.50</c>, <c>$1,200</c>, <c>1 200</c>; nothing negative, no third decimal place.</summary>
    public static bool TryParse(string? typed, out decimal amount)
    {
        amount = 0;
        var text = (typed ?? "").Trim();
        if (text.Length > Longest || Typed().Match(text) is not { Success: true } match)
            return false;

        var plain = string.Concat(match.Groups["amount"].Value.Where(c => char.IsAsciiDigit(c) || c == '.'));
        return decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out amount) && amount <= Max;
    }

    /// <summary><c>$1,200</c> when whole, <c>$1,200.50</c> otherwise.</summary>
    public static string Format(decimal amount, string currency)
    {
        var number = Math.Abs(amount).ToString(amount == decimal.Truncate(amount) ? "#,0" : "#,0.00", CultureInfo.InvariantCulture);
        return (amount < 0 ? "-" : "") + Symbol(currency) + number;
    }

    /// <summary>Two places, no grouping: how money is written in JSON and in files.</summary>
    public static string ToText(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>How money is stored and compared, the same on both databases.</summary>
    public static long Cents(decimal amount) => (long)(amount * 100);

    private static string Symbol(string currency) => currency.ToUpperInvariant() switch
    {
        "USD" or "CAD" or "AUD" or "NZD" or "MXN" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "¥",
        "INR" => "₹",
        var code => code + "\u00A0",
    };

    [GeneratedRegex(@"^\s*(?:\p{Sc}|[A-Z]{3}(?=[\s\d]))?\s*(?<amount>(?:\d{1,3}(?:[,'’\u00A0\u202F ]\d{2,3})*[,'’\u00A0\u202F ]\d{3}|\d{1,12})(?:\.\d{0,2})?|\.\d{1,2})\s*(?:\p{Sc}|[A-Z]{3})?\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Typed();
}
