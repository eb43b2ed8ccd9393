using System.Text.Json;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Nurture;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NodaTime;
using NodaTime.Text;

namespace GarageDoorOS.Web.Data;

/// <summary>How values become columns, the same on both databases: money as whole cents, lists of records as JSON text, a day and a time of day as people write them.</summary>
internal static class ValueConversions
{
    public static void Configure(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<decimal>().HaveConversion<Cents>();
        conventions.Properties<WorkingHours>().HaveConversion<Hours>();
        conventions.Properties<IReadOnlyList<PhoneNumber>>().HaveConversion<Json<PhoneNumber>, Same<PhoneNumber>>();
        conventions.Properties<IReadOnlyList<string>>().HaveConversion<Json<string>, Same<string>>();
        conventions.Properties<IReadOnlyList<Guid>>().HaveConversion<Json<Guid>, Same<Guid>>();
        conventions.Properties<IReadOnlyList<Contact>>().HaveConversion<Json<Contact>, Same<Contact>>();
        conventions.Properties<IReadOnlyList<Address>>().HaveConversion<Json<Address>, Same<Address>>();
    }

    /// <summary>The JSON text of a list, as the columns hold it: the bulk writer uses the same.</summary>
    public static string ToJson<T>(IReadOnlyList<T> list) => list.Count == 0 ? "[]" : JsonSerializer.Serialize(list, Plain);

    // Only what a record was made from: what it works out stays out of the columns.
    private static readonly JsonSerializerOptions Plain = new() { IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    public sealed class Cents() : ValueConverter<decimal, long>(amount => Money.Cents(amount), cents => cents / 100m);

    public sealed class Hours() : ValueConverter<WorkingHours, string>(hours => hours.ToString(), text => WorkingHours.Parse(text));

    public sealed class TimeOfDay() : ValueConverter<LocalTime, string>(time => TaskDue.Text(time), text => TaskDue.ReadTime(text)!.Value);

    public sealed class Day() : ValueConverter<LocalDate, string>(day => LocalDatePattern.Iso.Format(day), text => LocalDatePattern.Iso.Parse(text).Value);

    public sealed class Json<T>() : ValueConverter<IReadOnlyList<T>, string>(list => ToJson(list), text => Read<T>(text));

    public sealed class JsonOf<T>() : ValueConverter<T, string>(one => JsonSerializer.Serialize(one, Plain), text => JsonSerializer.Deserialize<T>(text, Plain)!) where T : class;

    public sealed class Same<T>() : ValueComparer<IReadOnlyList<T>>((a, b) => a!.SequenceEqual(b!), list => list.Count, list => list);

    private static IReadOnlyList<T> Read<T>(string text) => text == "[]" ? [] : JsonSerializer.Deserialize<List<T>>(text) ?? [];
}

/// <summary>SQLite has no instants: whole microseconds since 1970, which sort and compare by index.</summary>
internal sealed class Microseconds() : ValueConverter<Instant, long>(instant => instant.ToUnixTimeTicks() / 10, micros => Instant.FromUnixTimeTicks(micros * 10));
