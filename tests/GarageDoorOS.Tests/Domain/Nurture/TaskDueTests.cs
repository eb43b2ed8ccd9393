using GarageDoorOS.Domain.Nurture;
using NodaTime;
using NodaTime.Text;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Domain.Nurture;

public class TaskDueTests
{
    private static readonly LocalDate Today = new(2026, 11, 28);

    [Theory]
    [InlineData("2026-11-27", DueGroup.Overdue)]
    [InlineData("2026-11-27 23:59", DueGroup.Overdue)]
    [InlineData("2026-11-28", DueGroup.Today)]
    [InlineData("2026-11-28 00:00", DueGroup.Today)]
    [InlineData("2026-11-28 23:59", DueGroup.Today)]
    [InlineData("2026-11-29", DueGroup.Week)]
    [InlineData("2026-12-05 23:59", DueGroup.Week)]
    [InlineData("2026-12-06", DueGroup.Later)]
    [InlineData("2025-12-31", DueGroup.Overdue)]
    [InlineData("2027-01-01", DueGroup.Later)]
    public void A_day_is_overdue_or_ahead_by_the_calendar_whatever_its_time(string due, DueGroup group) => Read(due).Group(Today).ShouldBe(group);

    [Theory]
    [InlineData("1970-01-01")]
    [InlineData("2028-02-29")]
    [InlineData("2028-02-29 00:00")]
    [InlineData("2026-12-31 23:59")]
    [InlineData("2000-01-01 12:30")]
    [InlineData("2199-12-31 08:05")]
    public void What_is_stored_is_what_was_said(string due)
    {
        TaskDue.Of(Read(due).Sort).ShouldBe(Read(due));
        Read(due).ToString().ShouldBe(due);
    }

    [Fact]
    public void Days_sort_by_the_calendar_and_what_has_no_time_is_first_in_its_day()
    {
        string[] inOrder = ["1969-12-31 10:00", "2026-02-28", "2026-02-28 00:00", "2026-02-28 00:01", "2026-02-28 23:59", "2026-03-01", "2028-02-29 09:00", "2028-03-01", "2028-03-01 09:00"];
        inOrder.Select(Read).OrderBy(due => due.Sort).Select(due => due.ToString()).ShouldBe(inOrder);
        TaskDue.StartOf(Today).ShouldBe(Read("2026-11-28").Sort);
        TaskDue.Of(TaskDue.None).ShouldBeNull();
    }

    // Chicago: 2026-03-08 skips 2:00 to 3:00, 2026-11-01 has 1:00 to 2:00 twice. Zurich: 2026-03-29 and 2026-10-25. Lord Howe moves by half an hour.
    [Theory]
    [InlineData("2026-03-08 01:59", "America/Chicago", "2026-03-08T07:59:00Z")]
    [InlineData("2026-03-08 02:00", "America/Chicago", "2026-03-08T08:00:00Z")]
    [InlineData("2026-03-08 02:30", "America/Chicago", "2026-03-08T08:30:00Z")]
    [InlineData("2026-03-08 03:00", "America/Chicago", "2026-03-08T08:00:00Z")]
    [InlineData("2026-03-08 09:00", "America/Chicago", "2026-03-08T14:00:00Z")]
    [InlineData("2026-11-01 00:59", "America/Chicago", "2026-11-01T05:59:00Z")]
    [InlineData("2026-11-01 01:00", "America/Chicago", "2026-11-01T06:00:00Z")]
    [InlineData("2026-11-01 01:30", "America/Chicago", "2026-11-01T06:30:00Z")]
    [InlineData("2026-11-01 02:00", "America/Chicago", "2026-11-01T08:00:00Z")]
    [InlineData("2026-11-01 09:00", "America/Chicago", "2026-11-01T15:00:00Z")]
    [InlineData("2026-03-29 02:30", "Europe/Zurich", "2026-03-29T01:30:00Z")]
    [InlineData("2026-10-25 02:30", "Europe/Zurich", "2026-10-25T00:30:00Z")]
    [InlineData("2026-10-04 02:15", "Australia/Lord_Howe", "2026-10-03T15:45:00Z")]
    [InlineData("2026-04-05 01:45", "Australia/Lord_Howe", "2026-04-04T14:45:00Z")]
    [InlineData("2028-02-29 09:00", "America/New_York", "2028-02-29T14:00:00Z")]
    [InlineData("2026-12-31 23:59", "America/Los_Angeles", "2027-01-01T07:59:00Z")]
    [InlineData("2027-01-01 00:00", "Asia/Kolkata", "2026-12-31T18:30:00Z")]
    [InlineData("2026-06-01 09:00", "America/Phoenix", "2026-06-01T16:00:00Z")]
    [InlineData("2026-06-01 09:00", "UTC", "2026-06-01T09:00:00Z")]
    [InlineData("2026-09-06", "America/Santiago", "2026-09-06T04:00:00Z")]
    public void A_time_that_a_clock_skips_moves_behind_it_and_one_that_comes_twice_is_its_first(string due, string zone, string moment) =>
        InstantPattern.General.Format(Read(due).Moment(DateTimeZoneProviders.Tzdb[zone])).ShouldBe(moment);

    [Theory]
    [InlineData("9:30", "09:30")]
    [InlineData(" 09:30 ", "09:30")]
    [InlineData("00:00", "00:00")]
    [InlineData("24:00", null)]
    [InlineData("9", null)]
    [InlineData("half past nine", null)]
    [InlineData("", null)]
    public void Times_are_read_as_the_field_writes_them(string text, string? time) => (TaskDue.ReadTime(text) is { } read ? TaskDue.Text(read) : null).ShouldBe(time);

    private static TaskDue Read(string text) => new(LocalDatePattern.Iso.Parse(text[..10]).Value, text.Length > 10 ? TaskDue.ReadTime(text[11..]) : null);
}
