using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace GarageDoorOS.Domain;

/// <summary>Makes "José  Nuñez" and "jose nunez" the same text, alike on every database.</summary>
public static class Folding
{
    // Letters that Unicode does not take apart, though every keyboard does.
    private static readonly FrozenDictionary<char, string> Plain = new Dictionary<char, string>
    {
        ['ß'] = "ss",
        ['ø'] = "o",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['ł'] = "l",
        ['đ'] = "d",
        ['ð'] = "d",
        ['þ'] = "th",
        ['ı'] = "i",
        ['ħ'] = "h",
        ['ŧ'] = "t",
        ['ŋ'] = "n",
        ['ĸ'] = "k",
        ['ƒ'] = "f",
        ['ɨ'] = "i",
        ['ʉ'] = "u",
        ['ſ'] = "s",
        ['ς'] = "σ",
        ['ʼ'] = "'",
        ['’'] = "'",
        ['‘'] = "'",
        ['‐'] = "-",
        ['‑'] = "-",
        ['–'] = "-",
    }.ToFrozenDictionary();

    public static string Fold(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";

        var folded = new StringBuilder(text.Length);
        if (Ascii.IsValid(text))
        {
            foreach (var c in text)
                Append(folded, char.ToLowerInvariant(c));
        }
        else
        {
            foreach (var rune in Decomposed(text).EnumerateRunes())
                Append(folded, rune);
        }

        if (folded is [.., ' '])
            folded.Length--;
        return folded.ToString();
    }

    private static void Append(StringBuilder folded, char c)
    {
        if (char.IsWhiteSpace(c) || char.IsControl(c))
            Space(folded);
        else
            folded.Append(c);
    }

    private static void Append(StringBuilder folded, Rune rune)
    {
        if (Rune.IsWhiteSpace(rune) || Rune.IsControl(rune))
            Space(folded);
        else if (!IsDropped(Rune.GetUnicodeCategory(rune)))
        {
            var lower = Rune.ToLowerInvariant(rune);
            if (lower.IsBmp && Plain.TryGetValue((char)lower.Value, out var plain))
                folded.Append(plain);
            else
                folded.Append(lower.ToString());
        }
    }

    private static void Space(StringBuilder folded)
    {
        if (folded is [.., not ' '])
            folded.Append(' ');
    }

    private static bool IsDropped(UnicodeCategory category) => category is
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format;

    // Normalize throws on half a surrogate pair, and people do paste those.
    private static string Decomposed(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            whole.Append(rune.ToString());
        return whole.ToString().Normalize(NormalizationForm.FormD);
    }
}
