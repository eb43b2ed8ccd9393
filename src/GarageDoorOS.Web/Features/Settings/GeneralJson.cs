using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Http;
using NodaTime;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>What a business says of itself, in JSON.</summary>
public sealed record GeneralJson
{
    /// <summary>The fields that people set.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["name", "timeZone", "currency", "phoneCountry", "workingHours"];

    /// <summary>Unique in the installation, ignoring case and accents.</summary>
    public required string Name { get; init; }

    /// <summary>By its name in the IANA database, such as America/Chicago: what «today» and «overdue» go by.</summary>
    public required string TimeZone { get; init; }

    /// <summary>ISO 4217. Amounts that are stored keep their numbers.</summary>
    public required string Currency { get; init; }

    /// <summary>ISO 3166: what a phone number without a country code is read as. Numbers that are stored stay as they are.</summary>
    public required string PhoneCountry { get; init; }
    public required Week WorkingHours { get; init; }
    public required int Version { get; init; }

    /// <summary>When the business works on a day: <c>08:00</c>; a <c>to</c> of <c>00:00</c> is midnight, the end of the day.</summary>
    public sealed record Hours(string From, string To);

    /// <summary>The hours of each weekday; null is closed.</summary>
    public sealed record Week(Hours? Monday, Hours? Tuesday, Hours? Wednesday, Hours? Thursday, Hours? Friday, Hours? Saturday, Hours? Sunday);

    public static GeneralJson Of(Business business) => new()
    {
        Name = business.Name,
        TimeZone = business.TimeZone,
        Currency = business.Currency,
        PhoneCountry = business.PhoneCountry,
        WorkingHours = Of(business.WorkingHours),
        Version = business.Version,
    };

    public static IResult Ok(HttpResponse response, Business business)
    {
        response.ETag(business.Version);
        return TypedResults.Ok(Of(business));
    }

    private static Week Of(WorkingHours hours)
    {
        return new(On(IsoDayOfWeek.Monday), On(IsoDayOfWeek.Tuesday), On(IsoDayOfWeek.Wednesday), On(IsoDayOfWeek.Thursday), On(IsoDayOfWeek.Friday), On(IsoDayOfWeek.Saturday), On(IsoDayOfWeek.Sunday));

        Hours? On(IsoDayOfWeek day) => hours.On(day) is { } open ? new(GeneralInput.Text(open.From), GeneralInput.Text(open.To)) : null;
    }
}
