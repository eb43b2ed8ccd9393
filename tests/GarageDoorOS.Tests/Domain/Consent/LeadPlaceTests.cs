using GarageDoorOS.Domain.Consent;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Domain.Consent;

public class LeadPlaceTests
{
    [Theory]
    [InlineData("1 Elm St, Austin, TX 78701", "TX")]
    [InlineData("1 Elm St Apt 2, Austin, TX 78701-1234, USA", "TX")]
    [InlineData("1 Elm St\nHartford CT 06103\nUnited States", "CT")]
    [InlineData("1 Elm St, Hartford, Connecticut", "CT")]
    [InlineData("1 Elm St, Hartford, connecticut 06103", "CT")]
    [InlineData("1 Elm St, Hartford CT", "CT")]
    [InlineData("1 Elm St, Charleston, West Virginia 25301", "WV")]
    [InlineData("350 5th Ave, New York", "NY")]
    [InlineData("1600 Pennsylvania Ave NW, Washington, DC 20500", "DC")]
    [InlineData("1600 Pennsylvania Ave NW, Washington D.C.", "DC")]
    [InlineData("1 Rose St, Portland, OR 97201", "OR")]
    [InlineData("1 Rose St, Portland, or 97201", "OR")]
    [InlineData("1 Rose St, Portland, OR", "OR")]
    [InlineData("1 Main St, Gary, IN 46402", "IN")]
    [InlineData("1 Main St, Kansas City, Kansas", "KS")]
    [InlineData("1 Elm St, Austin 78701", "TX")]
    [InlineData("06103", "CT")]
    [InlineData("San Juan, PR 00901", "PR")]
    public void A_state_is_read_at_the_end_of_an_address_or_from_its_ZIP_code(string address, string state) =>
        LeadPlace.Of(address, [], "US").Select(p => p.State).ShouldBe([state]);

    [Theory]
    [InlineData("")]
    [InlineData("call ME")]
    [InlineData("CALL ME")]
    [InlineData("come in")]
    [InlineData("the house we talked about, or")]
    [InlineData("side door or")]
    [InlineData("500 Washington")]
    [InlineData("12 Texas Ave")]
    [InlineData("Box 1234567")]
    [InlineData("APO AE 09012")]
    [InlineData("1 Rue X, Toronto, ON M5V 2T6")]
    public void What_only_looks_like_a_state_tells_nothing(string address) => LeadPlace.Of(address, [], "US").ShouldBeEmpty();

    [Fact]
    public void An_address_of_a_business_elsewhere_is_not_read_as_one_of_the_US() => LeadPlace.Of("Hauptstr. 5, 10115 Berlin, 10115", [], "DE").ShouldBeEmpty();

    [Theory]
    [InlineData("1 Elm St, Austin, TX 78701", "America/Chicago")]
    [InlineData("1 Elm St, El Paso, TX 79901", "America/Denver")]
    [InlineData("1 Elm St, Van Horn, TX 79855", "America/Chicago,America/Denver")]
    [InlineData("1 Elm St, Austin, TX", "America/Chicago,America/Denver")]
    [InlineData("1 Elm St, Pensacola, FL 32501", "America/Chicago")]
    [InlineData("1 Elm St, Panama City, FL 32401", "America/New_York,America/Chicago")]
    [InlineData("1 Elm St, Miami, FL 33101", "America/New_York")]
    [InlineData("1 Elm St, Boise, ID 83702", "America/Boise,America/Los_Angeles")]
    [InlineData("1 Elm St, Phoenix, AZ 85001", "America/Phoenix")]
    public void A_state_with_two_clocks_has_both_unless_its_ZIP_code_tells(string address, string zones) =>
        LeadPlace.Of(address, [], "US").Single().Zones.Select(z => z.Id).ShouldBe(zones.Split(','));

    [Theory]
    [InlineData("+12035550143", "Connecticut", "CT", "America/New_York")]
    [InlineData("+15125550143", "Texas", "TX", "America/Chicago")]
    [InlineData("+19152345678", "Texas", "TX", "America/Denver")]
    [InlineData("+12084550143", "Idaho", "ID", "America/Denver")]
    [InlineData("+12025550143", "Washington, D.C.", "DC", "America/New_York")]
    [InlineData("+18086661234", "Hawaii", "HI", "Pacific/Honolulu")]
    [InlineData("+17875550143", "Puerto Rico", "PR", "America/Puerto_Rico")]
    [InlineData("+14165550143", "Toronto", null, "America/Toronto")]
    [InlineData("+442079460958", "London", null, "Europe/London")]
    [InlineData("+4915112345678", "Berlin", null, "Europe/Berlin")]
    public void A_number_tells_where_it_is_at_home(string number, string name, string? state, string zone)
    {
        var place = LeadPlace.Of("", [number], "US").Single();
        (place.Name, place.State, place.Zones.Single().Id).ShouldBe((name, state, zone));
    }

    [Theory]
    [InlineData("+18005550143")]
    [InlineData("+18885550143")]
    [InlineData("+15005550006")]
    [InlineData("12")]
    [InlineData("")]
    public void A_number_that_is_at_home_nowhere_tells_nothing(string number) => LeadPlace.Of("", [number], "US").ShouldBeEmpty();

    [Fact]
    public void Where_address_ZIP_code_and_numbers_disagree_all_of_them_are_places()
    {
        LeadPlace.Of("1 Elm St, Hartford, CT 78701", ["+13235550143", "+13235550144"], "US").Select(p => p.State).ShouldBe(["CT", "TX", "CA"]);
        LeadPlace.Of("1 Elm St, Austin, TX 78701", ["+15125550143"], "US").Count.ShouldBe(1, "the same place told twice is one");
    }

    [Fact]
    public void Every_state_has_clocks_that_exist_and_is_found_by_its_name()
    {
        foreach (var (code, name) in UsStates.Named)
        {
            UsStates.Called(name).ShouldBe(code);
            LeadPlace.Of("1 Elm St, Somewhere, " + code, [], "US").Single().Zones.Count.ShouldBe(UsStates.Zones(code, null).Count, code);
        }
        UsStates.Named.Count.ShouldBe(54);
    }
}
