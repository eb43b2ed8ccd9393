namespace GarageDoorOS.Web.Http;

/// <summary>What a browser does to text on its way through a form: untouched, it must come back as what is stored.</summary>
public static class FormText
{
    /// <summary>A one-line field as typed; the stored text itself where that is what the browser made of it.</summary>
    public static string Line(this IFormCollection form, string field, string stored, FormErrors errors, int max = TextRule.Line) =>
        Typed(form, field, max, errors) is var line && line == InOneLine(stored) ? stored : line;

    /// <summary>A line of several: that one of those stored of which the browser made it, else as typed.</summary>
    public static string Line(string typed, IEnumerable<string> stored) => stored.FirstOrDefault(s => InOneLine(s) == typed) ?? typed;

    /// <summary>A field of several lines, likewise.</summary>
    public static string Lines(this IFormCollection form, string field, string stored, FormErrors errors, int max = TextRule.Notes) =>
        Typed(form, field, max, errors) is var lines && lines == Unix(stored) ? stored : lines;

    private static string Typed(IFormCollection form, string field, int max, FormErrors errors) => Unix(TextRule.Read(form[field].ToString(), field, max, errors) ?? "");

    private static string InOneLine(string text) => string.Concat(text.Split('\r', '\n')).Trim();

    private static string Unix(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim();
}
