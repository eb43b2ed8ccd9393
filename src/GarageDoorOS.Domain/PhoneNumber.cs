using System.Globalization;
using System.Text.RegularExpressions;
using PhoneNumbers;

namespace GarageDoorOS.Domain;

/// <summary>A telephone number: kept as typed, and as E.164 where it can be rung.</summary>
public sealed partial record PhoneNumber(string Number, string? E164, string? Extension, string? Label)
{
    /// <summary>Characters of a number as typed, its extension included.</summary>
    public const int MaxLength = 60;

    /// <summary>How many of them one record holds.</summary>
    public const int Most = 50;

    // No number is nearly so long, and the pattern of an extension takes a long run of blanks to the third power.
    private const int LongestWithExtension = 200;

    private static readonly PhoneNumberUtil Util = PhoneNumberUtil.GetInstance();

    /// <summary>All countries whose numbers can be told right from wrong.</summary>
    public static IReadOnlyCollection<string> Countries => Util.GetSupportedRegions();

    /// <summary>The digits of the number as typed, without its extension.</summary>
    public string Digits => DigitsOf(Split(Number).Main);

    /// <summary>What matching looks up: <c>tel:+1…</c>, or null for a number that cannot be rung.</summary>
    public string? Key => E164 is null ? null : ContactKey.Phone + E164;

    /// <summary>One line rung with two extensions is two numbers; typed without one, it is the line we know.</summary>
    public bool IsSameLine(PhoneNumber other) => Reached == other.Reached && (other.Extension is null || other.Extension == Extension);

    private string Reached => E164 ?? (Digits.Length > 0 ? Digits : Folding.Fold(Number));

    /// <summary>Reads what was typed in a country (ISO 3166, two letters). Every text makes a number; not every one is valid.</summary>
    public static PhoneNumber Read(string? typed, string country, string? label = null)
    {
        var number = PlainText.OneLine(typed);
        var (main, extension) = Split(number);
        var e164 = Parse(main, country) is { } parsed && Util.IsValidNumber(parsed)
            ? Util.Format(parsed, PhoneNumberFormat.E164)
            : null;
        return new(number, e164, extension, string.IsNullOrWhiteSpace(label) ? null : PlainText.OneLine(label));
    }

    /// <summary>As people of that country write it; abroad with its country code; as typed when it is no valid number.</summary>
    public string Display(string country)
    {
        if (E164 is null)
            return Number;
        return Written(country) + (Extension is null ? "" : " x" + Extension);
    }

    /// <summary>What stands before a number without a label and without a digit in a list, so that it is read as a number again.</summary>
    public const string NoLabel = "phone";

    /// <summary>As a list shows it, its label before it.</summary>
    public string Listed(string country) => (Label ?? (Number.Any(char.IsDigit) ? null : NoLabel)) is { } before ? $"{before}: {Display(country)}" : Display(country);

    /// <summary>Several numbers as the text that a timeline keeps: one a line, its label behind a tab, so that two lists never read the same.</summary>
    public static string Text(IEnumerable<PhoneNumber> phones) => string.Join('\n', phones.Select(p => p.Typed + (p.Label is null ? "" : "\t" + p.Label)));

    private string Typed => Extension is null || Split(Number).Extension == Extension ? Number : $"{Number} x{Extension}";

    /// <summary>Says in a sentence what is wrong with a number, or null when it is valid.</summary>
    public static string? WhyNotValid(string? typed, string country) => PhoneAdvice.For(typed, country);

    internal static (string Main, string? Extension) Split(string number)
    {
        return number.Length <= LongestWithExtension && WithExtension().Match(number) is { Success: true } match
            ? (match.Groups["main"].Value.Trim(), DigitsOf(match.Groups["extension"].Value))
            : (number, null);
    }

    /// <summary>What the library makes of the digits, in our words; null when it can make nothing of them.</summary>
    internal static Dialled? Dial(string main, string country) => Parse(main, country) is not { } parsed ? null : new(
        parsed.CountryCode,
        Util.GetNationalSignificantNumber(parsed),
        parsed.CountryCode == Util.GetCountryCodeForRegion(country.ToUpperInvariant()),
        Util.IsPossibleNumberWithReason(parsed) switch
        {
            PhoneNumberUtil.ValidationResult.IS_POSSIBLE => Fit.Right,
            PhoneNumberUtil.ValidationResult.TOO_SHORT or PhoneNumberUtil.ValidationResult.IS_POSSIBLE_LOCAL_ONLY => Fit.Short,
            PhoneNumberUtil.ValidationResult.TOO_LONG => Fit.Long,
            _ => Fit.Other,
        });

    internal enum Fit { Right, Short, Long, Other }

    internal sealed record Dialled(int CountryCode, string National, bool IsDomestic, Fit Fit);

    private static PhoneNumbers.PhoneNumber? Parse(string main, string country)
    {
        var dialled = Tel().Replace(main, "");
        if (dialled.Any(char.IsLetter))
            return null;
        try
        {
            return Util.Parse(DoubleZero().Replace(dialled, "+"), country.ToUpperInvariant());
        }
        catch (NumberParseException)
        {
            return null;
        }
    }

    internal static string DigitsOf(string text) => string.Concat(
        text.Where(char.IsDigit).Select(c => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c))));

    // A list draws fifty of these: the commonest plan is written without asking the library.
    private string Written(string country)
    {
        if (E164 is ['+', '1', .. { Length: 10 } n] && country is "US" or "CA")
            return $"({n[..3]}) {n[3..6]}-{n[6..]}";

        var parsed = Parse(E164!, country);
        if (parsed is null)
            return Number;
        var isDomestic = parsed.CountryCode == Util.GetCountryCodeForRegion(country.ToUpperInvariant());
        return Util.Format(parsed, isDomestic ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL);
    }

    [GeneratedRegex(@"^(?<main>.*\d[^\d]*?)(?:;ext=|\s*[,;]?\s*(?:extension|extn?|x|#)\s*[.:]?\s*)(?<extension>\d{1,11})\)?$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex WithExtension();

    [GeneratedRegex(@"^\(?\s*00")]
    private static partial Regex DoubleZero();

    [GeneratedRegex("^tel:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tel();
}
