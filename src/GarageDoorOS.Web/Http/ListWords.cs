using GarageDoorOS.Web.Ui;
using NodaTime;
using NodaTime.Text;

namespace GarageDoorOS.Web.Http;

/// <summary>The words of a list's address: as they were sent, and which of them the list takes.</summary>
public static class ListWords
{
    public static ListUrl Of(HttpRequest request) =>
        ListUrl.Of(request.Path, request.Query.SelectMany(word => word.Value.Select(value => KeyValuePair.Create(word.Key, value ?? ""))));

    /// <summary>A word that is not <paramref name="known"/> is an error by its name, and so is one given twice unless it is <paramref name="several"/>.</summary>
    public static void Check(this ListUrl url, IReadOnlyDictionary<string, string> known, FormErrors errors, string? several = null)
    {
        foreach (var word in url.Words.Select(w => w.Key).Distinct())
        {
            if (!known.ContainsKey(word)) errors.Add(word, "This word is not known here.");
            else if (word != several && url.All(word).Skip(1).Any()) errors.Add(word, "Give this once.");
        }
    }

    /// <summary>The day that a word names, later than the year <paramref name="after"/>; null where it names none.</summary>
    public static LocalDate? Day(this ListUrl url, string word, FormErrors errors, int after = 1900)
    {
        if (url[word] is not { } text) return null;
        if (LocalDatePattern.Iso.Parse(text.Trim()) is { Success: true, Value: { Year: < 3000 } day } && day.Year > after) return day;
        errors.Add(word, "Write the date as 2026-11-23.");
        return null;
    }
}
