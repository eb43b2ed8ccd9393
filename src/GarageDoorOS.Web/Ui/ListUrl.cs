using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.Extensions;

namespace GarageDoorOS.Web.Ui;

/// <summary>The address of a list with its search, filters, sort and page: every link of the list is this one, a little changed.</summary>
public sealed record ListUrl(string Path, ImmutableList<KeyValuePair<string, string>> Words)
{
    private static readonly string[] Place = ["page", "after"];

    public static ListUrl Of(string path, IEnumerable<KeyValuePair<string, string>> words) =>
        new(path, [.. words.Where(w => w.Value.Length > 0)]);

    public string? this[string name] => Words.Find(w => w.Key == name).Value;

    public IEnumerable<string> All(string name) => Words.Where(w => w.Key == name).Select(w => w.Value);

    public bool Has(string name, string value) => Words.Contains(new(name, value));

    /// <summary>The same list from its first page, with these values of one word instead of what it had.</summary>
    public ListUrl With(string name, params IEnumerable<string> values) =>
        this with { Words = Without(name).Words.AddRange(values.Select(v => KeyValuePair.Create(name, v))) };

    public ListUrl Without(params string[] names) =>
        this with { Words = Words.RemoveAll(w => names.Contains(w.Key) || Place.Contains(w.Key)) };

    public ListUrl At(int page) => With("page", page > 1 ? [page.ToString(System.Globalization.CultureInfo.InvariantCulture)] : []);

    /// <summary>What a form must carry along so that sending it changes nothing but its own fields.</summary>
    public IEnumerable<KeyValuePair<string, string>> AllBut(params string[] names) => Without(names).Words;

    public override string ToString() => Path + new QueryBuilder(Words).ToQueryString();
}
