using System.Net;
using GarageDoorOS.Web.Integrations;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Integrations;

/// <summary>Which addresses are of the world, and which are within: at this machine, in a private network, or nowhere.</summary>
public sealed class PublicTargetsTests
{
    [Theory]
    [InlineData("8.8.8.8"), InlineData("1.1.1.1"), InlineData("93.184.216.34"), InlineData("100.63.255.255"), InlineData("100.128.0.0"), InlineData("172.15.255.255"), InlineData("172.32.0.0")]
    [InlineData("192.167.255.255"), InlineData("192.169.0.0"), InlineData("169.253.255.255"), InlineData("198.17.255.255"), InlineData("198.20.0.0"), InlineData("223.255.255.255"), InlineData("9.255.255.255"), InlineData("11.0.0.0")]
    [InlineData("2606:4700:4700::1111"), InlineData("2a00:1450:4001:81b::200e"), InlineData("2001:4860:4860::8888"), InlineData("::ffff:8.8.8.8"), InlineData("64:ff9b::8.8.8.8")]
    public void Of_the_world(string address) => PublicTargets.IsPublic(IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("0.0.0.0"), InlineData("0.1.2.3"), InlineData("127.0.0.1"), InlineData("127.255.255.254"), InlineData("10.0.0.1"), InlineData("10.255.255.255"), InlineData("172.16.0.1"), InlineData("172.31.255.255")]
    [InlineData("192.168.0.1"), InlineData("192.168.255.255"), InlineData("169.254.169.254"), InlineData("100.64.0.1"), InlineData("100.127.255.255"), InlineData("192.0.0.8"), InlineData("192.0.2.1"), InlineData("198.18.0.1")]
    [InlineData("198.19.255.255"), InlineData("198.51.100.7"), InlineData("203.0.113.7"), InlineData("224.0.0.1"), InlineData("239.255.255.255"), InlineData("240.0.0.1"), InlineData("255.255.255.255")]
    [InlineData("::"), InlineData("::1"), InlineData("::127.0.0.1"), InlineData("fe80::1"), InlineData("fe80::1%2"), InlineData("febf::1"), InlineData("fec0::1"), InlineData("fc00::1"), InlineData("fd12:3456:789a::1"), InlineData("ff02::1")]
    [InlineData("2001:db8::1"), InlineData("2001::1"), InlineData("2002:7f00:1::"), InlineData("3fff::1"), InlineData("4000::1")]
    [InlineData("::ffff:127.0.0.1"), InlineData("::ffff:10.0.0.1"), InlineData("::ffff:169.254.169.254"), InlineData("::ffff:0.0.0.0"), InlineData("64:ff9b::127.0.0.1"), InlineData("64:ff9b::192.168.1.1"), InlineData("64:ff9b:1::1")]
    public void Within(string address) => PublicTargets.IsPublic(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("localhost"), InlineData("mail"), InlineData("a.localhost"), InlineData("a.localhost."), InlineData("127.0.0.1"), InlineData("127.1"), InlineData("0x7f000001"), InlineData("2130706433"), InlineData("::1"), InlineData("10.1.2.3")]
    public async Task A_host_that_is_plainly_within_is_neither_taken_nor_connected_to(string host)
    {
        var targets = Targets(allowPrivate: null);
        targets.MayBePublic(host).ShouldBeFalse();
        await Should.ThrowAsync<NotReached>(() => targets.Connect(host, 25, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_name_may_be_of_the_world_and_where_private_targets_are_allowed_anything_may()
    {
        Targets(null).MayBePublic("smtp.example.com").ShouldBeTrue();
        Targets("false").MayBePublic("10.1.2.3").ShouldBeFalse();
        Targets("true").MayBePublic("10.1.2.3").ShouldBeTrue();
        Targets("true").MayBePublic("localhost").ShouldBeTrue();
    }

    private static PublicTargets Targets(string? allowPrivate) =>
        new(new ConfigurationBuilder().AddInMemoryCollection([new("Webhooks:AllowPrivateTargets", allowPrivate)]).Build());
}
