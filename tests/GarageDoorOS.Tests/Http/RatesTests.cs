using System.Net;
using GarageDoorOS.Web.Http;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Http;

public sealed class RatesTests
{
    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("::ffff:192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    [InlineData("::1", "::/64")]
    public void A_whole_network_of_one_house_counts_as_one(string address, string network) => Rates.NetworkOf(IPAddress.Parse(address)).ShouldBe(network);
}
