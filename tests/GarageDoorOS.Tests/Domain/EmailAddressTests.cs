using GarageDoorOS.Domain;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Domain;

public class EmailAddressTests
{
    [Theory]
    [InlineData(" Ann@Example.COM ", "ann@example.com")]
    [InlineData("ann+doors@example.co.uk", "ann+doors@example.co.uk")]
    [InlineData("o'neil@example.com", "o'neil@example.com")]
    [InlineData("jörg@müller.de", "jörg@müller.de")]
    public void An_address_has_one_key_however_it_is_typed(string typed, string normalised)
    {
        EmailAddress.TryNormalise(typed, out var read).ShouldBeTrue();
        read.ShouldBe(normalised);
        EmailAddress.Key(typed).ShouldBe("mailto:" + normalised);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ann")]
    [InlineData("ann@")]
    [InlineData("@example.com")]
    [InlineData("ann@example")]
    [InlineData("ann@@example.com")]
    [InlineData("ann@bob@example.com")]
    [InlineData("ann @example.com")]
    [InlineData("ann@.com")]
    [InlineData("ann@example..com")]
    [InlineData("ann@-example.com")]
    [InlineData(".ann@example.com")]
    [InlineData("Ann <ann@example.com>")]
    [InlineData("ann@example.com\0")]
    [InlineData("\ud800@example.com")]
    public void What_is_no_address_has_none(string? typed)
    {
        EmailAddress.TryNormalise(typed, out _).ShouldBeFalse();
        EmailAddress.Key(typed).ShouldBeNull();
    }

    [Fact]
    public void An_address_has_at_most_254_characters()
    {
        var domain = string.Join('.', Enumerable.Repeat(new string('d', 47), 5));
        EmailAddress.TryNormalise($"{new string('a', 14)}@{domain}", out _).ShouldBeTrue();
        EmailAddress.TryNormalise($"{new string('a', 15)}@{domain}", out _).ShouldBeFalse();
    }
}
