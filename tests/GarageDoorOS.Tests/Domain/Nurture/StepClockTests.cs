using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Nurture;
using NodaTime;
using NodaTime.Text;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Domain.Nurture;

/// <summary>When a step is due, for a business in Chicago that works Monday to Friday from 8 to 5.</summary>
public class StepClockTests
{
    // 2026-11-25 is a Wednesday. Chicago skips 2:00 to 3:00 on 2026-03-08, a Sunday, and has 1:00 to 2:00 twice on 2026-11-01, a Sunday.
    [Theory]
    // At once: any time that day, or when work begins.
    [InlineData("2026-11-25 10:00", "0 minutes", "2026-11-25")]
    [InlineData("2026-11-25 07:10", "0 minutes work", "2026-11-25 08:00")]
    [InlineData("2026-11-25 10:00", "0 minutes work", "2026-11-25")]
    [InlineData("2026-11-25 17:00", "0 minutes work", "2026-11-26 08:00")]
    [InlineData("2026-11-27 18:30", "0 minutes work", "2026-11-30 08:00")]
    [InlineData("2026-11-28 12:00", "0 minutes work", "2026-11-30 08:00")]
    [InlineData("2026-11-28 12:00", "0 minutes", "2026-11-28")]
    // By the clock.
    [InlineData("2026-11-25 10:05", "30 minutes", "2026-11-25 10:35")]
    [InlineData("2026-11-25 10:05", "4 hours", "2026-11-25 14:05")]
    [InlineData("2026-11-25 22:05", "4 hours", "2026-11-26 02:05")]
    [InlineData("2026-11-25 14:05", "4 hours work", "2026-11-26 08:00")]
    [InlineData("2026-11-27 16:30", "4 hours work", "2026-11-30 08:00")]
    [InlineData("2026-11-25 02:00", "4 hours work", "2026-11-25 08:00")]
    [InlineData("2026-11-25 12:59", "4 hours work", "2026-11-25 16:59")]
    [InlineData("2026-12-31 22:00", "4 hours", "2027-01-01 02:00")]
    [InlineData("2028-02-28 22:00", "4 hours", "2028-02-29 02:00")]
    [InlineData("2026-03-08 00:30", "2 hours", "2026-03-08 03:30")]
    [InlineData("2026-11-01 00:30", "2 hours", "2026-11-01 01:30")]
    [InlineData("2026-10-31 23:30", "4 hours", "2026-11-01 02:30")]
    // By the calendar.
    [InlineData("2026-11-25 10:00", "0 days", "2026-11-25")]
    [InlineData("2026-11-25 10:00", "0 days 15:00", "2026-11-25 15:00")]
    [InlineData("2026-11-25 16:00", "0 days 15:00", "2026-11-26 15:00")]
    [InlineData("2026-11-27 16:00", "0 days 15:00 work", "2026-11-30 15:00")]
    [InlineData("2026-11-25 23:59", "1 days", "2026-11-26")]
    [InlineData("2026-11-25 10:00", "1 days 09:00", "2026-11-26 09:00")]
    [InlineData("2026-11-27 10:00", "1 days 09:00", "2026-11-28 09:00")]
    [InlineData("2026-11-27 10:00", "1 days 09:00 work", "2026-11-30 09:00")]
    [InlineData("2026-11-27 10:00", "1 days work", "2026-11-30")]
    [InlineData("2026-11-25 10:00", "1 days 20:00 work", "2026-11-26 20:00")]
    [InlineData("2026-11-25 10:00", "2 weeks 09:00", "2026-12-09 09:00")]
    [InlineData("2026-12-31 10:00", "1 days 09:00", "2027-01-01 09:00")]
    [InlineData("2028-02-28 10:00", "1 days 09:00", "2028-02-29 09:00")]
    [InlineData("2027-02-28 10:00", "1 days 09:00", "2027-03-01 09:00")]
    [InlineData("2026-03-07 10:00", "1 days 02:30", "2026-03-08 02:30")]
    [InlineData("2026-10-31 10:00", "1 days 01:30", "2026-11-01 01:30")]
    [InlineData("2026-10-31 10:00", "1 days 09:00 work", "2026-11-02 09:00")]
    // So many steps a day.
    [InlineData("2026-11-25 10:00", "0 minutes", "2026-11-26", 2)]
    [InlineData("2026-11-25 10:00", "4 hours", "2026-11-26", 2)]
    [InlineData("2026-11-25 10:00", "4 hours work", "2026-11-26 08:00", 2)]
    [InlineData("2026-11-27 10:00", "4 hours work", "2026-11-30 08:00", 2)]
    [InlineData("2026-11-25 10:00", "0 days 15:00", "2026-11-26 15:00", 2)]
    [InlineData("2026-11-27 10:00", "0 days 15:00 work", "2026-11-30 15:00", 2)]
    [InlineData("2026-11-25 10:00", "1 days 09:00", "2026-11-26 09:00", 2)]
    [InlineData("2026-11-25 10:00", "4 hours", "2026-11-25 14:00", 1)]
    public void A_step_is_due_when_its_cadence_says_and_somebody_works(string now, string step, string due, int takenToday = 0) => Next(now, step, takenToday).Due.ToString().ShouldBe(due);

    [Theory]
    [InlineData("0 minutes", 0, "At once when the cadence began (Fri, Nov 27 14:00)")]
    [InlineData("4 hours work", 0, "4 hours after the cadence began (Fri, Nov 27 14:00); it is after work")]
    [InlineData("1 days 09:00 work", 0, "1 day after the cadence began (Fri, Nov 27 14:00), at 09:00; Saturday is no working day")]
    [InlineData("0 days 09:00", 0, "The day on which the cadence began (Fri, Nov 27 14:00), at 09:00; 09:00 had passed")]
    [InlineData("2 weeks", 2, "2 weeks after the cadence began (Fri, Nov 27 14:00)")]
    [InlineData("0 minutes work", 2, "At once when the cadence began (Fri, Nov 27 14:00); not more than 2 steps a day; Saturday is no working day")]
    public void And_it_says_why_then(string step, int takenToday, string why) => Next("2026-11-27 14:00", step, takenToday).Why.ShouldBe(why);

    [Fact]
    public void What_comes_after_a_task_names_it() =>
        new StepClock(Chicago, WorkingHours.Usual).Next(Step("4 hours"), new("Call", At("2026-11-25 09:00")), 0, null, At("2026-11-25 09:00")).Why.ShouldBe("4 hours after «Call» was done (Wed, Nov 25 09:00)");

    [Fact]
    public void A_business_that_never_works_waits_for_no_working_day()
    {
        var never = new StepClock(Chicago, WorkingHours.Of(_ => null));
        never.Next(Step("1 days 09:00 work"), new(null, At("2026-11-25 09:00")), 0, null, At("2026-11-25 09:00")).Due.ToString().ShouldBe("2026-11-26 09:00");
        never.Next(Step("4 hours work"), new(null, At("2026-11-25 09:00")), 0, null, At("2026-11-25 09:00")).Due.ToString().ShouldBe("2026-11-25");
    }

    [Fact]
    public void The_same_moment_is_another_day_for_a_business_elsewhere()
    {
        var at = At("2026-11-25 23:30");
        var tokyo = new StepClock(DateTimeZoneProviders.Tzdb["Asia/Tokyo"], WorkingHours.Usual);
        tokyo.Next(Step("1 days 09:00"), new(null, at), 0, null, at).Due.ToString().ShouldBe("2026-11-27 09:00");
    }

    private static readonly DateTimeZone Chicago = DateTimeZoneProviders.Tzdb["America/Chicago"];

    private static StepTime Next(string now, string step, int takenToday) => new StepClock(Chicago, WorkingHours.Usual).Next(Step(step), new(null, At(now)), takenToday, 2, At(now));

    private static Instant At(string local) => LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm").Parse(local).Value.InZoneLeniently(Chicago).ToInstant();

    // «4 hours», «1 days 09:00 work».
    private static CadenceStep Step(string text)
    {
        var words = text.Split(' ');
        return new(Guid.CreateVersion7(), TaskKind.Call, "Call", int.Parse(words[0]), CadenceWords.ReadUnit(words[1])!.Value, words.FirstOrDefault(w => w.Contains(':')), words.Contains("work"));
    }
}
