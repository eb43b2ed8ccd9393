using System.Globalization;
using GarageDoorOS.Web.Ui;

namespace GarageDoorOS.Web.Http;

/// <summary>Where in a list somebody stands: on a page of it, or behind a record that they have.</summary>
public sealed record ListPlace(int Page, int Size, Guid? After)
{
    private const int DefaultSize = 50, SmallestSize = 10, LargestSize = 200, DeepestRow = 10_000;

    public int Skip => (Page - 1) * Size;

    /// <summary>No page behind it has a number: the list goes on with after.</summary>
    public bool IsLastPage => After is not null || (Page + 1) * Size > DeepestRow;

    /// <summary>What a program is told of a list of leads, customers or whatever <paramref name="one"/> of them is.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Words(string one) =>
    [
        new("page", $"From 1, the default. Pages reach the first 10,000 {one}s; go on with after."),
        new("pageSize", $"{SmallestSize} to {LargestSize}, default {DefaultSize}."),
        new("after", $"The id of the last {one} that you have: the list goes on behind it."),
    ];

    public static ListPlace Read(ListUrl url, string one, FormErrors errors)
    {
        var (page, size) = (Number(url, "page", 1, 1, int.MaxValue, errors), Number(url, "pageSize", DefaultSize, SmallestSize, LargestSize, errors));
        if ((long)page * size > DeepestRow)
        {
            errors.Add("page", $"Pages are numbered for the first 10,000 {one}s. Go on with after= and the id of the last {one} that you have.");
            page = 1;
        }
        var after = Guid.TryParse(url["after"], out var id) ? id : (Guid?)null;
        if (url["after"] is not null && after is null) errors.Add("after", $"This is not the id of a {one}: nextAfter of the page before gives it.");
        return new(page, size, after);
    }

    private static int Number(ListUrl url, string word, int otherwise, int least, int most, FormErrors errors)
    {
        if (url[word] is not { } text) return otherwise;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        errors.Add(word, most == int.MaxValue ? "Pages are counted from 1." : $"This is a number from {least} to {most}.");
        return otherwise;
    }
}
