using System.Text.RegularExpressions;

namespace GarageDoorOS.Domain;

/// <summary>One thing that must occur; any of its spellings is enough.</summary>
public sealed record Term(IReadOnlyList<string> Alternatives);

/// <summary>Turns what somebody typed into the search box into terms that must all occur.</summary>
public static partial class SearchTerms
{
    private const int MaxTerms = 10;
    private const int MaxLength = 100;
    private const int FewestDigits = 7;
    private const int MostDigits = 15;

    public static IReadOnlyList<Term> Parse(string? query, string country)
    {
        var words = (query ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var terms = new List<Term>();
        for (var at = 0; at < words.Length && terms.Count < MaxTerms;)
        {
            var length = NumberLength(words.AsSpan(at));
            terms.AddRange(length > 0 ? Number(string.Join(' ', words.AsSpan(at, length)!), country) : Word(words[at]));
            at += Math.Max(1, length);
        }

        return terms.Count > MaxTerms ? terms[..MaxTerms] : terms;
    }

    /// <summary>How many of the next words together are one telephone number; 0 when they are none.</summary>
    private static int NumberLength(ReadOnlySpan<string> words)
    {
        var (length, digits) = (0, 0);
        foreach (var word in words)
        {
            var more = PhoneNumber.DigitsOf(word).Length;
            if (digits >= FewestDigits && Extension().IsMatch(word))
                return length + 1;
            if (!Piece().IsMatch(word) || digits + more > MostDigits || (digits >= FewestDigits && more >= FewestDigits))
                break;
            (length, digits) = (length + 1, digits + more);
            if (word.Any(char.IsAsciiLetter) || word.Contains('#', StringComparison.Ordinal))
                break;
        }

        return digits >= FewestDigits ? length : 0;
    }

    private static IEnumerable<Term> Number(string typed, string country)
    {
        var (main, extension) = PhoneNumber.Split(typed);
        var digits = PhoneNumber.DigitsOf(main);
        var parsed = PhoneNumber.Dial(main, country);
        yield return Term(
            digits.StartsWith("00", StringComparison.Ordinal) ? digits[2..] : digits,
            parsed is null ? "" : $"{parsed.CountryCode}{parsed.National}",
            parsed?.National is { Length: >= FewestDigits } national ? national : "",
            Folding.Fold(main));
        if (extension is not null)
            yield return Term(extension);
    }

    private static IEnumerable<Term> Word(string typed)
    {
        var word = Folding.Fold(typed);
        if (word.Length > 0)
            yield return Piece().IsMatch(typed) ? Term(PhoneNumber.DigitsOf(typed), word) : Term(word);
    }

    private static Term Term(params string[] spellings) =>
        new([.. spellings.Where(spelling => spelling.Length > 0).Select(Cut).Distinct()]);

    // A cut spelling keeps its meaning (a part of it still occurs), as long as no letter is halved and no space trails.
    private static string Cut(string spelling) =>
        spelling.Length <= MaxLength ? spelling : PlainText.Cut(spelling, MaxLength).TrimEnd();

    [GeneratedRegex(@"^[+(.\-/]*\d[\d().\-/]*(?:(?:x|ext\.?|#|;ext=)\d+)?$|^[+\-./()]$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Piece();

    [GeneratedRegex(@"^(?:x|ext\.?|#)\d+$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Extension();
}
