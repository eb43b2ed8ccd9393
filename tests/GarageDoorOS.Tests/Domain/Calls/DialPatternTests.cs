using GarageDoorOS.Domain.Calls;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Domain.Calls;

/// <summary>How a PBX dials, as somebody types it.</summary>
public sealed class DialPatternTests
{
    [Theory]
    [InlineData("PJSIP/{number}@trunk", "PJSIP/+15125550143@trunk", "+15125550143", "from-internal")]
    [InlineData("PJSIP/{digits}@trunk;outbound", "PJSIP/15125550143@trunk", "15125550143", "outbound")]
    [InlineData("Local/{number}@from-internal", "Local/+15125550143@from-internal", "+15125550143", "from-internal")]
    [InlineData("PJSIP/trunk/sip:{number}@10.0.0.1:5060", "PJSIP/trunk/sip:+15125550143@10.0.0.1:5060", "+15125550143", "from-internal")]
    public void It_says_what_rings_and_what_is_dialled_then(string typed, string rings, string extension, string context)
    {
        var pattern = DialPattern.Read(typed).ShouldNotBeNull();
        (pattern.Rings("+15125550143"), pattern.Extension("+15125550143"), pattern.Context).ShouldBe((rings, extension, context));
    }

    [Theory]
    [InlineData(""), InlineData("{number}"), InlineData("PJSIP/trunk"), InlineData("PJSIP/{number}@a&PJSIP/1900"), InlineData("PJSIP/{number}{number}"), InlineData("PJSIP/{number}@trunk\n"), InlineData("PJSIP/{number}@trunk;a b")]
    [InlineData("PJSIP/{number}@trunk;"), InlineData("PJSIP/{other}@trunk"), InlineData("PJSIP/{number},30")]
    public void What_rings_nothing_or_more_than_one_is_none(string typed) => DialPattern.Read(typed).ShouldBeNull();
}
