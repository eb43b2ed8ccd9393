using GarageDoorOS.Domain.Businesses;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Domain.Businesses;

public sealed class WorkingHoursTests
{
    private static readonly DateTimeZone Chicago = DateTimeZoneProviders.Tzdb["America/Chicago"];

    [Theory]
    [InlineData("2026-11-25T07:59:59", false), InlineData("2026-11-25T08:00:00", true), InlineData("2026-11-25T16:59:59", true), InlineData("2026-11-25T17:00:00", false)]
    [InlineData("2026-11-28T12:00:00", false)]
    public void The_usual_week_is_open_from_eight_to_five_but_not_on_a_Saturday(string local, bool isOpen) => WorkingHours.Usual.IsOpenAt(At(local), Chicago).ShouldBe(isOpen);

    [Fact]
    public void It_is_asked_by_the_clock_of_the_zone_also_when_that_clock_changes()
    {
        var late = WorkingHours.Of(day => day == IsoDayOfWeek.Sunday ? new(new(1, 30), new(3, 0)) : null);
        // In the night to 2026-11-01 half past one comes twice in Chicago, and both times it is Sunday.
        late.IsOpenAt(Instant.FromUtc(2026, 11, 1, 6, 30), Chicago).ShouldBeTrue();
        late.IsOpenAt(Instant.FromUtc(2026, 11, 1, 7, 30), Chicago).ShouldBeTrue();
        late.IsOpenAt(Instant.FromUtc(2026, 11, 1, 6, 29), Chicago).ShouldBeFalse();
        late.IsOpenAt(Instant.FromUtc(2026, 11, 1, 6, 30), DateTimeZone.Utc).ShouldBeFalse();
    }

    [Fact]
    public void An_end_of_midnight_is_the_end_of_the_day_and_from_midnight_to_midnight_is_all_of_it()
    {
        var round = WorkingHours.Of(_ => new(LocalTime.Midnight, LocalTime.Midnight));
        round.IsOpenAt(At("2026-11-28T23:59:59"), Chicago).ShouldBeTrue();
        round.IsOpenAt(At("2026-11-29T00:00:00"), Chicago).ShouldBeTrue();
        new OpenHours(new(18, 0), new(2, 0)).IsRight.ShouldBeFalse();
        new OpenHours(new(18, 0), LocalTime.Midnight).IsRight.ShouldBeTrue();
    }

    [Fact]
    public void What_is_written_down_reads_as_the_same_week()
    {
        var week = WorkingHours.Of(day => day switch { IsoDayOfWeek.Saturday => new(new(9, 15), new(12, 45)), IsoDayOfWeek.Sunday => null, _ => new(new(7, 0), LocalTime.Midnight) });
        WorkingHours.Parse(week.ToString()).ShouldBe(week);
        week.ShouldNotBe(WorkingHours.Usual);
        WorkingHours.Parse("").ShouldBe(WorkingHours.Usual, "a business from before there were hours");
    }

    private static Instant At(string local) => NodaTime.Text.LocalDateTimePattern.GeneralIso.Parse(local).Value.InZoneStrictly(Chicago).ToInstant();
}
