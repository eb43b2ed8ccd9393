using System.Globalization;
using GarageDoorOS.Domain.Consent;
using NodaTime;
using NodaTime.Text;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Domain.Consent;

public class QuietHoursTests
{
    // 2026: clocks go forward on March 8 and back on November 1; both are Sundays, as is December 6.
    [Theory]
    // Inside, at the edges, and past them: the end is not part of the hours.
    [InlineData("Ohio", "2026-12-01 08:00", null)]
    [InlineData("Ohio", "2026-12-01 20:59", null)]
    [InlineData("Ohio", "2026-12-01 21:00", "2026-12-02 08:00")]
    [InlineData("Ohio", "2026-12-01 07:59", "2026-12-01 08:00")]
    [InlineData("Ohio", "2026-12-31 23:30", "2027-01-01 08:00")]
    // States of their own.
    [InlineData("Connecticut", "2026-12-01 08:30", "2026-12-01 09:00")]
    [InlineData("Connecticut", "2026-12-01 20:00", "2026-12-02 09:00")]
    [InlineData("Florida 32801", "2026-12-01 20:00", "2026-12-02 08:00")]
    [InlineData("Texas 78701", "2026-12-05 20:59", null)]
    [InlineData("Texas 78701", "2026-12-05 21:00", "2026-12-06 12:00")]
    [InlineData("Texas 78701", "2026-12-06 11:59", "2026-12-06 12:00")]
    [InlineData("Texas 78701", "2026-12-06 12:00", null)]
    [InlineData("Texas 78701", "2026-12-06 21:00", "2026-12-07 09:00")]
    [InlineData("Alabama", "2026-12-05 20:00", "2026-12-07 08:00")]
    [InlineData("Alabama", "2026-12-06 12:00", "2026-12-07 08:00")]
    // Two clocks in one state: both must be inside.
    [InlineData("Texas", "2026-12-01 09:30", "2026-12-01 10:00")]
    [InlineData("Texas", "2026-12-01 20:59", null)]
    [InlineData("Texas", "2026-12-01 21:00", "2026-12-02 10:00")]
    // The night in which clocks change, both ways, and the moments that come twice.
    [InlineData("Ohio", "2026-03-07 22:00", "2026-03-08 08:00")]
    [InlineData("Ohio", "2026-03-08 01:59", "2026-03-08 08:00")]
    [InlineData("Ohio", "2026-03-08 21:00", "2026-03-09 08:00")]
    [InlineData("Ohio", "2026-10-31 22:00", "2026-11-01 08:00")]
    [InlineData("Ohio", "2026-11-01 01:30", "2026-11-01 08:00")]
    [InlineData("Texas 78701", "2026-03-07 21:30", "2026-03-08 12:00")]
    [InlineData("Texas 78701", "2026-10-31 21:30", "2026-11-01 12:00")]
    [InlineData("Arizona", "2026-03-08 07:00", "2026-03-08 08:00")]
    public void It_goes_out_at_the_first_hour_that_suits_the_place(string state, string here, string? then)
    {
        var places = LeadPlace.Of("1 Elm St, Somewhere, " + state, [], "US");
        var zone = places.Single().Zones[0];
        var now = At(here, zone);
        var quiet = QuietHours.Ask(now, SendingFacts.Usual, places);
        quiet?.Until.ShouldBe(At(then!, zone));
        (quiet is null).ShouldBe(then is null);
        if (quiet is not null) QuietHours.Ask(quiet.Until!.Value, SendingFacts.Usual, places).ShouldBeNull("it goes at the moment that it was put off to");
    }

    [Fact]
    public void The_same_hour_is_another_moment_before_and_after_the_clocks_change()
    {
        var ohio = LeadPlace.Of("Columbus, Ohio", [], "US");
        QuietHours.Ask(At("2026-03-07 22:00", ohio[0].Zones[0]), SendingFacts.Usual, ohio)!.Until.ShouldBe(Instant.FromUtc(2026, 3, 8, 12, 0));
        QuietHours.Ask(At("2026-10-31 22:00", ohio[0].Zones[0]), SendingFacts.Usual, ohio)!.Until.ShouldBe(Instant.FromUtc(2026, 11, 1, 13, 0));
    }

    [Fact]
    public void Two_places_are_both_to_be_inside()
    {
        var both = LeadPlace.Of("1 Elm St, Hartford, CT 06103", ["+13235550143"], "US");
        // Los Angeles opens at 11:00 of Hartford, Hartford closes at 17:00 of Los Angeles.
        Ask("2026-12-01 09:30").ShouldBe("2026-12-01 11:00");
        Ask("2026-12-01 11:00").ShouldBeNull();
        Ask("2026-12-01 19:59").ShouldBeNull();
        Ask("2026-12-01 20:00").ShouldBe("2026-12-02 11:00");

        string? Ask(string here) => QuietHours.Ask(At(here, both[0].Zones[0]), SendingFacts.Usual, both) is { } quiet
            ? quiet.Until!.Value.InZone(both[0].Zones[0]).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : null;
    }

    [Fact]
    public void Where_no_hour_suits_all_places_it_never_goes()
    {
        var apart = LeadPlace.Of("1 Elm St, Hartford, CT 06103", ["+12012345678", "+819012345678"], "US");
        var quiet = QuietHours.Ask(Instant.FromUtc(2026, 12, 1, 12, 0), SendingFacts.Usual with { Hours = new("09:00", "12:00") }, apart)!;
        quiet.Until.ShouldBeNull();
        quiet.Why.ShouldBe("There is no hour at which messages may go to Connecticut and New Jersey and Tokyo at once.");
        // A state whose hours leave nothing of those of the business.
        var narrow = SendingFacts.Usual with { Hours = new("08:00", "09:00") };
        QuietHours.Ask(Instant.FromUtc(2026, 12, 1, 12, 0), narrow, LeadPlace.Of("Hartford, CT", [], "US"))!.Why.ShouldBe("There is no hour at which messages may go to Connecticut.");
    }

    [Fact]
    public void The_business_may_be_narrower_than_the_state_and_the_state_narrower_than_the_business()
    {
        var rules = SendingFacts.Usual with { Hours = new("10:00", "20:30") };
        var (texas, ohio) = (LeadPlace.Of("Austin, TX 78701", [], "US"), LeadPlace.Of("Columbus, OH", [], "US"));
        QuietHours.Ask(At("2026-12-01 09:30", texas[0].Zones[0]), rules, texas)!.Until.ShouldBe(At("2026-12-01 10:00", texas[0].Zones[0]));
        QuietHours.Ask(At("2026-12-06 11:00", texas[0].Zones[0]), rules, texas)!.Until.ShouldBe(At("2026-12-06 12:00", texas[0].Zones[0]));
        QuietHours.Ask(At("2026-12-01 20:30", ohio[0].Zones[0]), rules, ohio)!.Until.ShouldBe(At("2026-12-02 10:00", ohio[0].Zones[0]));
    }

    [Fact]
    public void A_business_without_US_numbers_keeps_the_same_hours_by_the_clocks_there()
    {
        var berlin = LeadPlace.Of("Hauptstr. 5, 10115 Berlin", ["+4915112345678"], "DE");
        QuietHours.Ask(At("2026-12-01 07:00", berlin[0].Zones[0]), SendingFacts.Usual, berlin)!.Why.ShouldBe("It is 7:00 in Berlin: it goes out at 8:00 there.");
        var home = LeadPlace.Home(DateTimeZoneProviders.Tzdb["America/New_York"]);
        QuietHours.Ask(At("2026-12-01 12:00", home.Zones[0]), SendingFacts.Usual, [home]).ShouldBeNull();
    }

    [Theory]
    [InlineData("Hartford, CT", "2026-12-01 21:40", "It is 21:40 in Connecticut: it goes out at 9:00 there.")]
    [InlineData("Austin, TX 78701", "2026-12-05 21:40", "It is 21:40 in Texas: it goes out at 12:00 there.")]
    [InlineData("Austin, TX", "2026-12-01 09:30", "It is 8:30 in Texas (Denver time): it goes out at 9:00 there.")]
    [InlineData("Mobile, AL", "2026-12-05 20:10", "It is 20:10 in Alabama: it goes out on Monday at 8:00 there.")]
    public void It_says_in_plain_words_why_it_waits(string address, string here, string why)
    {
        var places = LeadPlace.Of(address, [], "US");
        QuietHours.Ask(At(here, places[0].Zones[0]), SendingFacts.Usual, places)!.Why.ShouldBe(why);
    }

    private static Instant At(string local, DateTimeZone zone) =>
        LocalDateTimePattern.CreateWithInvariantCulture("yyyy-MM-dd HH:mm").Parse(local).Value.InZoneLeniently(zone).ToInstant();
}
