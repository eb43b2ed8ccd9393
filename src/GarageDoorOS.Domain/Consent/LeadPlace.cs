using System.Text.RegularExpressions;
using NodaTime;

namespace GarageDoorOS.Domain.Consent;

/// <summary>Somewhere a lead may be: its clocks, of which there are several in a few states, and its state where the US have it.</summary>
public sealed partial record LeadPlace(string Name, string? State, IReadOnlyList<DateTimeZone> Zones)
{
    // As words these end sentences too: before a ZIP code they are a state, alone only behind a comma.
    private static readonly string[] AlsoWords = ["AL", "CO", "DE", "HI", "ID", "IN", "LA", "MA", "ME", "MO", "OH", "OK", "OR", "PA"];

    /// <summary>Every place that an address and numbers tell of; none where they tell nothing. <paramref name="country"/>: of the business, whose addresses say no country.</summary>
    public static IReadOnlyList<LeadPlace> Of(string serviceAddress, IEnumerable<string> numbers, string country)
    {
        var places = new List<LeadPlace>();
        if (country == "US") places.AddRange(Written(serviceAddress));
        foreach (var number in numbers)
            if (PhonePlace.Of(number) is { } at) places.Add(Rung(at));
        return [.. places.DistinctBy(place => (place.State, string.Join(' ', place.Zones.Select(zone => zone.Id))))];
    }

    /// <summary>Where the business is: what is taken where nothing is known.</summary>
    public static LeadPlace Home(DateTimeZone zone) => new(City(zone.Id), null, [zone]);

    internal static string City(string zoneId) => zoneId[(zoneId.LastIndexOf('/') + 1)..].Replace('_', ' ');

    private static LeadPlace Rung(PhonePlace at)
    {
        var zones = Known(at.Zones);
        var state = at.Country is "US" or "PR" or "GU" or "VI" && at.Area is { } area ? UsStates.Called(area) ?? (area.Length > 4 && area[^4..^2] == ", " && UsStates.Has(area[^2..]) ? area[^2..] : null) : null;
        return new(state is null ? City(zones[0].Id) : UsStates.NameOf(state), state, zones);
    }

    private static IEnumerable<LeadPlace> Written(string address)
    {
        var ending = Ending().Match(Country().Replace(OneLine(address), ""));
        var zip = ending.Groups["zip"] is { Success: true } typed ? typed.Value : null;
        var (said, meant) = (StateAt(ending.Groups["before"].Value, zip), zip is null ? null : UsStates.OfZip(zip));
        return new[] { said, meant }.OfType<string>().Distinct().Select(state => new LeadPlace(UsStates.NameOf(state), state, Known(UsStates.Zones(state, zip))));
    }

    /// <summary>The state at the end of what stands before the ZIP code: two letters, or its name.</summary>
    private static string? StateAt(string before, string? zip)
    {
        if (Letters().Match(before) is { Success: true } letters)
        {
            var (typed, code) = (letters.Groups["code"].Value, letters.Groups["code"].Value.Replace(".", "", StringComparison.Ordinal).ToUpperInvariant());
            if (!UsStates.Has(code)) return null;
            var isWritten = typed.Any(char.IsUpper);
            if (zip is not null) return isWritten || UsStates.OfZip(zip) == code ? code : null;
            return isWritten && (letters.Groups["comma"].Success || (!AlsoWords.Contains(code) && typed.All(c => c == '.' || char.IsUpper(c)))) ? code : null;
        }
        // Of «Fairmont, West Virginia» the longest that is a state; a street may be called by one as well.
        var words = before.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (var count = Math.Min(4, words.Length); count > 0; count--)
        {
            var isApart = count == words.Length || words[^(count + 1)].EndsWith(',');
            if ((zip is not null || isApart) && UsStates.Called(string.Join(' ', words[^count..])) is { } code) return code;
        }
        return null;
    }

    private static IReadOnlyList<DateTimeZone> Known(IEnumerable<string> ids) => [.. ids.Select(id => DateTimeZoneProviders.Tzdb.GetZoneOrNull(id)).OfType<DateTimeZone>()];

    private static string OneLine(string address) => string.Join(", ", address.Split(['\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Trim(' ', ',', '.');

    [GeneratedRegex(@"[\s,]+(?:U\.?S\.?A?|United States(?: of America)?)\.?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Country();

    [GeneratedRegex(@"^(?<before>.*?)[\s,]*(?:(?<=[\s,]|^)(?<zip>\d{5})(?:-\d{4})?)?$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Ending();

    [GeneratedRegex(@"(?:(?<comma>,)\s*|\s|^)(?<code>[A-Za-z]\.?[A-Za-z]\.?)$", RegexOptions.CultureInvariant)]
    private static partial Regex Letters();
}
