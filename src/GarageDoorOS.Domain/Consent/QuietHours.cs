using NodaTime;
using System.Globalization;

namespace GarageDoorOS.Domain.Consent;

/// <summary>Works out when a message may go, so that it reaches nobody at night: wherever a lead may be, it must be inside the hours there.</summary>
public static class QuietHours
{
    /// <summary>Not now. <paramref name="Until"/>: when it may go; null where no hour suits all places.</summary>
    public sealed record Quiet(Instant? Until, string Why);

    // Beyond a week every day has come once, Sunday included, and one on which clocks change beside it.
    private const int Days = 9;

    /// <summary>Null where it may go now.</summary>
    public static Quiet? Ask(Instant now, SendingFacts rules, IReadOnlyList<LeadPlace> places)
    {
        if (places.Count == 0) throw new ArgumentException("Where nothing is known, the business itself is the place.", nameof(places));
        var clocks = places.SelectMany(place => place.Zones.Select(zone => new Clock(place, zone, rules))).ToList();
        var (at, end) = (now, now + Duration.FromDays(Days));
        while (at < end)
        {
            var next = clocks.Max(clock => clock.Next(at) ?? end);
            if (next == at) return at == now ? null : new(at, Why(clocks, now, at));
            at = next;
        }
        return new(null, clocks.Count == 1 ? $"There is no hour at which messages may go to {clocks[0].Place}." : $"There is no hour at which messages may go to {string.Join(" and ", clocks.Select(c => c.Place).Distinct())} at once.");
    }

    /// <summary>«It is 21:40 in Connecticut: it goes out at 9:00 there.»</summary>
    private static string Why(List<Clock> clocks, Instant now, Instant until)
    {
        var closed = clocks.Where(clock => clock.Next(now) != now).MaxBy(clock => clock.Next(now))!;
        var (here, there) = (now.InZone(closed.Zone).LocalDateTime, until.InZone(closed.Zone).LocalDateTime);
        var day = there.Date > here.Date.PlusDays(1) ? $"on {there.DayOfWeek} " : "";
        return $"It is {Time(here)} in {closed.Place}: it goes out {day}at {Time(there)} there.";
    }

    private static string Time(LocalDateTime at) => at.ToString("H:mm", CultureInfo.InvariantCulture);

    private sealed record Clock(LeadPlace In, DateTimeZone Zone, SendingFacts Rules)
    {
        /// <summary>Where a state has several clocks, which of them this is.</summary>
        public string Place => In.Zones.Count == 1 || In.State is null ? In.Zones.Count == 1 ? In.Name : LeadPlace.City(Zone.Id) : $"{In.Name} ({LeadPlace.City(Zone.Id)} time)";

        /// <summary>The first moment from <paramref name="from"/> on at which it is inside the hours here.</summary>
        public Instant? Next(Instant from)
        {
            var first = from.InZone(Zone).Date;
            for (var ahead = 0; ahead <= Days; ahead++)
            {
                var day = first.PlusDays(ahead);
                if (Rules.On(day.DayOfWeek, In.State) is not { } hours) continue;
                // A time that a clock change skips moves behind it; one that comes twice is its first.
                var (begin, end) = (day.At(hours.Begin).InZoneLeniently(Zone).ToInstant(), day.At(hours.End).InZoneLeniently(Zone).ToInstant());
                if (from < end) return Instant.Max(from, begin);
            }
            return null;
        }
    }
}
