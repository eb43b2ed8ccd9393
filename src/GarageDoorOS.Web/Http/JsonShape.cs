using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
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
        return options.ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);
    }

    private sealed class MoneyText : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && Money.TryParse(reader.GetString()!, out var amount) ? amount : throw new JsonException("Not an amount.");

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteStringValue(Money.ToText(value));
    }
}
