using System.Globalization;
using NodaTime;
using NodaTime.TimeZones;

namespace GarageDoorOS.Domain.Businesses;

/// <summary>What a business may choose as its time zone, currency and country for phone numbers; the most likely first.</summary>
public static class Locale
{
    private static readonly (string Id, string Name)[] UsZones =
    [
        ("America/New_York", "Eastern (New York)"), ("America/Chicago", "Central (Chicago)"), ("America/Denver", "Mountain (Denver)"),
        ("America/Phoenix", "Arizona (Phoenix)"), ("America/Los_Angeles", "Pacific (Los Angeles)"), ("America/Anchorage", "Alaska (Anchorage)"),
        ("Pacific/Honolulu", "Hawaii (Honolulu)"),
    ];

    public static IReadOnlyList<(string Key, string Name)> TimeZones { get; } =
    [
        .. UsZones,
        .. (TzdbDateTimeZoneSource.Default.ZoneLocations ?? []).Select(l => l.ZoneId).Except(UsZones.Select(z => z.Id)).Order(StringComparer.Ordinal)
            .Select(id => (id, id.Replace('_', ' '))),
    ];

    /// <summary>Currencies whose amounts have two places, as all amounts here have.</summary>
    public static IReadOnlyList<(string Key, string Name)> Currencies { get; } =
    [
        ("USD", "US dollar"), ("CAD", "Canadian dollar"), ("MXN", "Mexican peso"), ("EUR", "Euro"), ("GBP", "Pound sterling"), ("AUD", "Australian dollar"),
        ("NZD", "New Zealand dollar"), ("CHF", "Swiss franc"), ("DKK", "Danish krone"), ("NOK", "Norwegian krone"), ("SEK", "Swedish krona"),
        ("PLN", "Polish zloty"), ("CZK", "Czech koruna"), ("ZAR", "South African rand"), ("AED", "UAE dirham"), ("SGD", "Singapore dollar"), ("BRL", "Brazilian real"),
    ];

    public static IReadOnlyList<(string Key, string Name)> Countries { get; } =
    [
        ("US", "United States"), ("CA", "Canada"),
        .. PhoneNumber.Countries.Except(["US", "CA"]).Select(c => (c, NameOf(c))).Where(c => c.Item2 != c.c).OrderBy(c => c.Item2, StringComparer.Ordinal),
    ];

    public static bool Has(this IReadOnlyList<(string Key, string Name)> choices, string? key) => choices.Any(c => c.Key == key);

    private static string NameOf(string country)
    {
        try
        {
            return new RegionInfo(country).EnglishName;
        }
        catch (ArgumentException) // one that only telephones know
        {
            return country;
        }
    }
}
