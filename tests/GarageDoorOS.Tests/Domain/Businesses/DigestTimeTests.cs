using GarageDoorOS.Domain.Businesses;
using NodaTime;
using NodaTime.Text;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Domain.Businesses;

public class DigestTimeTests
{
    // Chicago: 2026-03-08 skips 2:00 to 3:00, 2026-11-01 has 1:00 to 2:00 twice; else six hours behind UTC, five in summer.
    [Theory]
    [InlineData("07:00", null, "2026-12-01T12:59:59Z", false)]
    [InlineData("07:00", null, "2026-12-01T13:00:00Z", true)]
    [InlineData("07:00", "2026-11-30", "2026-12-01T13:00:00Z", true)]
    [InlineData("07:00", "2026-11-30", "2026-12-02T05:59:59Z", true)] // off all day: still the same day
    [InlineData("07:00", "2026-11-30", "2026-12-02T06:00:00Z", false)] // and not a day later
    [InlineData("07:00", "2026-12-01", "2026-12-01T20:00:00Z", false)]
    [InlineData("07:00", "2026-12-02", "2026-12-01T20:00:00Z", false)] // the business has moved to a zone where that day is yet to come
    [InlineData("00:00", "2026-11-30", "2026-12-01T06:00:00Z", true)]
    [InlineData("02:30", "2026-03-07", "2026-03-08T08:29:59Z", false)]
    [InlineData("02:30", "2026-03-07", "2026-03-08T08:30:00Z", true)]
    [InlineData("01:30", "2026-10-31", "2026-11-01T06:29:59Z", false)]
    [InlineData("01:30", "2026-10-31", "2026-11-01T06:30:00Z", true)]
    [InlineData("01:30", "2026-11-01", "2026-11-01T07:30:00Z", false)]
    public void A_digest_is_due_from_its_time_on_to_the_end_of_the_day_and_once(string at, string? sentOn, string now, bool isDue) =>
        new DigestTime(Time(at), sentOn is null ? null : LocalDatePattern.Iso.Parse(sentOn).Value).IsDue(At(now), Chicago).ShouldBe(isDue);

    [Theory]
    [InlineData("07:00", "2026-12-02")] // it is ten: the first one comes tomorrow
    [InlineData("10:00", "2026-12-02")]
    [InlineData("10:01", "2026-12-01")]
    public void Who_chooses_a_time_that_has_passed_begins_tomorrow(string at, string next)
    {
        var member = Member();
        member.WantDigest(Time(at), Ten, Chicago);
        Iso(member.Digest!.Value.NextOn(new(2026, 12, 1))).ShouldBe(next);
    }

    [Fact]
    public void Another_time_makes_no_second_mail_of_a_day_and_a_time_corrected_before_it_came_counts()
    {
        var member = Member();
        member.WantDigest(Time("07:00"), Ten, Chicago);
        member.WantDigest(Time("12:00"), Ten, Chicago);
        member.Digest!.Value.NextOn(new(2026, 12, 1)).ShouldBe(new(2026, 12, 1));
        member.HasDigest(Ten + Duration.FromHours(2), Chicago);
        member.WantDigest(null, Ten + Duration.FromHours(3), Chicago);
        member.WantDigest(Time("18:00"), Ten + Duration.FromHours(3), Chicago);
        member.Digest!.Value.IsDue(Ten + Duration.FromHours(9), Chicago).ShouldBeFalse();
        member.Digest!.Value.IsDue(Ten + Duration.FromHours(33), Chicago).ShouldBeTrue();
    }

    [Fact]
    public void The_same_time_saved_again_while_it_is_late_takes_no_mail_away()
    {
        var member = Member();
        member.WantDigest(Time("11:00"), Ten, Chicago);
        member.WantDigest(Time("11:00"), Ten + Duration.FromHours(2), Chicago);
        member.Digest!.Value.IsDue(Ten + Duration.FromHours(2), Chicago).ShouldBeTrue();
    }

    [Fact]
    public void News_go_on_where_the_last_ones_ended_a_day_back_at_first_and_never_more_than_a_week()
    {
        var member = Member();
        member.News(Ten).ShouldBe(new(Ten - Duration.FromMinutes(24 * 60 + 1), Ten - Duration.FromMinutes(1)));
        member.HasDigest(Ten, Chicago);
        member.News(Ten + Duration.FromHours(30)).ShouldBe(new(Ten - Duration.FromMinutes(1), Ten + Duration.FromMinutes(30 * 60 - 1)));
        member.News(Ten + Duration.FromDays(30)).Duration.ShouldBe(Duration.FromDays(7));
    }

    private static readonly DateTimeZone Chicago = DateTimeZoneProviders.Tzdb["America/Chicago"];
    private static readonly Instant Ten = At("2026-12-01T16:00:00Z");

    private static TeamMember Member() => TeamMember.Join(Guid.CreateVersion7(), Guid.CreateVersion7(), "Sam", "sales", Ten);

    private static Instant At(string text) => InstantPattern.General.Parse(text).Value;

    private static LocalTime Time(string text) => LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(text).Value;

    private static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
