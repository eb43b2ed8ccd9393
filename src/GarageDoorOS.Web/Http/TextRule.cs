using System.Text.Json;
using GarageDoorOS.Web.Ui;

namespace GarageDoorOS.Web.Http;

/// <summary>What text may be, from a form or from JSON: no U+0000 (PostgreSQL cannot keep it), no half characters, not longer than its field.</summary>
public static class TextRule
{
    /// <summary>Characters in a one-line field.</summary>
    public const int Line = 200;

    /// <summary>Characters in a postal address.</summary>
    public const int Address = 500;

    /// <summary>Characters in notes.</summary>
    public const int Notes = 20_000;

    public static string? Read(string? text, string field, int max, FormErrors errors)
    {
        if (text is null) return null;
        text = text.Trim();
        if (text.Contains('\0', StringComparison.Ordinal) || !IsWellFormed(text)) errors.Add(field, "This has a character that cannot be kept.");
        else if (text.Length > max) errors.Add(field, $"At most {max.Grouped()} characters; this has {text.Length.Grouped()}.");
        else return text;
        return null;
    }

    public static string? Read(JsonElement value, string field, int max, FormErrors errors)
    {
        try
        {
            return Read(value.GetString(), field, max, errors);
        }
        catch (InvalidOperationException) // half a surrogate pair, written as an escape
        {
            errors.Add(field, "This has a character that cannot be kept.");
            return null;
        }
    }

    private static bool IsWellFormed(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return false;
            i++;
        }
        return true;
    }
}
