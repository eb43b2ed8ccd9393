using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using GarageDoorOS.Domain;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;

namespace GarageDoorOS.Web.Http;

/// <summary>How values look in JSON: camelCase names, snake_case words, money as a string with two places, instants in UTC.</summary>
public static class JsonShape
{
    public static JsonSerializerOptions Options { get; } = Shape(new(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Shape(JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // JSON is served as JSON, never inside HTML
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower));
        options.Converters.Add(new MoneyText());
        options.TypeInfoResolver = (options.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(LeaveOut);
        return options.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
    }

    private static void LeaveOut(JsonTypeInfo type)
    {
        foreach (var field in type.Properties)
        {
            if (field.AttributeProvider?.GetCustomAttributes(typeof(WrittenIfAttribute), inherit: false) is not [WrittenIfAttribute written]) continue;
            var flag = type.Type.GetProperty(written.Flag)!;
            field.ShouldSerialize = (record, _) => (bool)flag.GetValue(record)!;
        }
    }

    private sealed class MoneyText : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Money.TryParse(reader.GetString()!, out var amount) ? amount : throw new JsonException("Not an amount.");

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteStringValue(Money.ToText(value));
    }
}

/// <summary>A field that is left out of an answer, instead of being null there, where the named flag of its record is down.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WrittenIfAttribute(string flag) : Attribute
{
    public string Flag => flag;
}
