using System.Globalization;
using System.Text.Json;
using GarageDoorOS.Domain;

namespace GarageDoorOS.Web.Http;

/// <summary>
/// Reads the fields of one JSON object. A field of the wrong type is an error at its path and reads as absent; <see cref="Finish"/> adds one for
/// each field that nobody asked for.
/// </summary>
public sealed class JsonFields(JsonElement json, string path, FormErrors errors)
{
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    public FormErrors Errors => errors;

    /// <summary>Whether the field was sent at all, be it null.</summary>
    public bool Has(string name) => json.TryGetProperty(name, out _);

    /// <summary>Text without outer blanks; null where absent or null.</summary>
    public string? Text(string name, int max = TextRule.Line) =>
        Take(name, JsonValueKind.String, "text") is not { } value ? null
            : TextRule.Read(value, PathOf(name), max, errors);

    public int? Number(string name) => Take(name, JsonValueKind.Number, "a whole number") is not { } value ? null
        : value.TryGetInt32(out var number) ? number : Wrong<int?>(name, "a whole number");

    public bool? Flag(string name)
    {
        if (Get(name) is not { } value) return null;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : Wrong<bool?>(name, "true or false");
    }

    public Guid? Id(string name) => Take(name, JsonValueKind.String, "an id") is not { } value ? null
        : Guid.TryParse(TextOf(value), out var id) ? id : Wrong<Guid?>(name, "an id");

    /// <summary>An amount of money: a decimal string (<c>"1200.50"</c>) or a JSON number.</summary>
    public decimal? Money(string name)
    {
        if (Get(name) is not { } value) return null;
        var text = value.ValueKind switch { JsonValueKind.String => TextOf(value), JsonValueKind.Number => value.GetRawText(), _ => null };
        if (text is null) return Wrong<decimal?>(name, "an amount such as \"1200.50\"");
        if (string.IsNullOrWhiteSpace(text)) return null;
        return Domain.Money.TryParse(text, out var amount) ? amount : Wrong<decimal?>(name, "an amount from 0.00 to 999999999.99, such as \"1200.50\"");
    }

    /// <summary>The elements of an array with their paths; empty where absent or null.</summary>
    public IReadOnlyList<(JsonElement Element, string Path)> List(string name, int most = 50)
    {
        if (Take(name, JsonValueKind.Array, "a list") is not { } list) return [];
        if (list.GetArrayLength() > most) errors.Add(PathOf(name), $"At most {most.ToString(CultureInfo.InvariantCulture)} of them.");
        return [.. list.EnumerateArray().Take(most).Select((element, i) => (element, $"{PathOf(name)}[{i}]"))];
    }

    /// <summary>The fields of an object within this one; null where absent or null.</summary>
    public JsonFields? Part(string name) => Take(name, JsonValueKind.Object, "an object") is { } part ? new(part, PathOf(name), errors) : null;

    /// <summary>A wish that <c>true</c> says, or an object that says more of it; null where absent, null or false.</summary>
    public JsonFields? Wish(string name) => Get(name) switch
    {
        null or { ValueKind: JsonValueKind.False } => null,
        { ValueKind: JsonValueKind.True } => new(JsonDocument.Parse("{}").RootElement, PathOf(name), errors),
        { ValueKind: JsonValueKind.Object } more => new(more, PathOf(name), errors),
        _ => Wrong<JsonFields>(name, "true, false or an object"),
    };

    /// <summary>An object that gives words to names of its own.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Words(string name, int most = 50)
    {
        if (Take(name, JsonValueKind.Object, "an object") is not { } value) return [];
        var words = new List<KeyValuePair<string, string>>();
        foreach (var word in value.EnumerateObject().Take(most))
        {
            if (word.Value.ValueKind == JsonValueKind.String && TextRule.Read(word.Value, $"{PathOf(name)}.{word.Name}", TextRule.Line, errors) is { } text) words.Add(new(word.Name, text));
            else if (!errors.Has($"{PathOf(name)}.{word.Name}")) errors.Add($"{PathOf(name)}.{word.Name}", "This must be a word.");
        }
        return words;
    }

    /// <summary>Fields that GET gives and nobody sets: accepted, so that what was got can be put back, and not read.</summary>
    public JsonFields ReadOnly(params string[] names)
    {
        asked.UnionWith(names);
        return this;
    }

    /// <summary>Call last: every field that was sent and never asked for is unknown.</summary>
    public void Finish()
    {
        foreach (var property in json.EnumerateObject())
            if (!asked.Contains(property.Name)) errors.Add(PathOf(property.Name), "This field is not known here.");
    }

    /// <summary>The text, or nothing that anybody could mean where half a surrogate pair was written as an escape.</summary>
    private static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            return "\uFFFD";
        }
    }

    private string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private JsonElement? Get(string name)
    {
        asked.Add(name);
        return json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private JsonElement? Take(string name, JsonValueKind kind, string wanted) =>
        Get(name) is not { } value ? null : value.ValueKind == kind ? value : Wrong<JsonElement?>(name, wanted);

    private T? Wrong<T>(string name, string wanted)
    {
        errors.Add(PathOf(name), $"This must be {wanted}.");
        return default;
    }
}
