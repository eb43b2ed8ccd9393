using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace GarageDoorOS.Domain.Imports;

/// <summary>Reads when a lead came to whoever kept the list: ours, ISO 8601, and as American spreadsheets write it. By the clock of the business.</summary>
public static class ImportMoments
{
    private static readonly LocalDateTimePattern[] Patterns =
    [
        .. new[] { "uuuu-MM-dd HH:mm:ss", "uuuu-MM-dd HH:mm", "uuuu-MM-dd'T'HH:mm:ss", "uuuu-MM-dd", "M/d/uuuu H:mm:ss", "M/d/uuuu H:mm", "M/d/uuuu h:mm tt", "M/d/uuuu h:mm:ss tt", "M/d/uuuu" }
            .Select(pattern => LocalDateTimePattern.Create(pattern, CultureInfo.InvariantCulture)),
    ];

    /// <summary>Null for what is no moment, or none at which anybody kept such a list.</summary>
    public static LocalDateTime? Read(string cell) => Patterns.Select(pattern => pattern.Parse(cell)).FirstOrDefault(parsed => parsed.Success)?.Value is { Year: >= 1980 and < 2100 } moment ? moment : null;
}
