namespace GarageDoorOS.Domain;

/// <summary>Text of people as it is kept: without U+0000, which PostgreSQL refuses, and without outer blanks.</summary>
public static class PlainText
{
    /// <summary>On one line: what would break or move it is a blank.</summary>
    public static string OneLine(string? text)
    {
        var whole = Whole(text);
        return (whole.Any(char.IsControl) ? string.Concat(whole.Select(c => char.IsControl(c) ? ' ' : c)) : whole).Trim();
    }

    /// <summary>With its line breaks, whatever the system they come from calls one.</summary>
    public static string Lines(string? text) =>
        Whole(text).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim();

    /// <summary>At most so many characters, and no half one at the end.</summary>
    public static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    /// <summary>Null instead of text with nothing in it.</summary>
    public static string? OrNull(this string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string Whole(string? text) => (text ?? "").Replace("\0", "", StringComparison.Ordinal);
}
