using CsCheck;
using GarageDoorOS.Domain;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Domain;

public class PhoneNumberTests
{
    [Theory]
    [InlineData("5125550143", "+15125550143", null)]
    [InlineData("(512) 555-0143", "+15125550143", null)]
    [InlineData("(704)585-7792", "+17045857792", null)]
    [InlineData("512.555.0143", "+15125550143", null)]
    [InlineData("+1-512-555-0143", "+15125550143", null)]
    [InlineData("1 512 555 0143", "+15125550143", null)]
    [InlineData("001-307-937-7505x54026", "+13079377505", "54026")]
    [InlineData("0044 20 7946 0018", "+442079460018", null)]
    [InlineData("+44 (0)20 7946 0018", "+442079460018", null)]
    [InlineData("(716)933-8844x39682", "+17169338844", "39682")]
    [InlineData("512-555-0143 ext. 12", "+15125550143", "12")]
    [InlineData("512-555-0143, Extension: 12", "+15125550143", "12")]
    [InlineData("512-555-0143 #007", "+15125550143", "007")]
    [InlineData("tel:+15125550143;ext=9", "+15125550143", "9")]
    [InlineData("５１２-５５５-０１４３", "+15125550143", null)]
    public void A_number_is_understood_in_every_usual_spelling(string typed, string e164, string? extension)
    {
        var phone = PhoneNumber.Read(typed, "US");

        (phone.E164, phone.Extension, phone.Number).ShouldBe((e164, extension, typed));
        phone.Key.ShouldBe("tel:" + e164);
        PhoneNumber.WhyNotValid(typed, "US").ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("call the office")]
    [InlineData("555-0143")]
    [InlineData("000-000-0000")]
    [InlineData("+999 123 456 789")]
    [InlineData("+")]
    [InlineData("00")]
    [InlineData("x12")]
    [InlineData("512-555-01433333333333333333333333")]
    [InlineData("\ud800 512")]
    public void What_cannot_be_rung_is_kept_as_typed_and_never_matches(string typed)
    {
        var phone = PhoneNumber.Read(typed, "US");

        (phone.Number, phone.E164, phone.Key).ShouldBe((typed.Trim(), null, null));
        PhoneNumber.WhyNotValid(typed, "US").ShouldNotBeNullOrEmpty();
        phone.Display("US").ShouldBe(typed.Trim());
    }

    [Fact]
    public void A_text_far_too_long_for_a_number_is_kept_and_not_puzzled_over()
    {
        var typed = "1" + new string(' ', 200_000) + "y";

        PhoneNumber.Read(typed, "US").ShouldBe(new PhoneNumber(typed, null, null, null));
        PhoneNumber.WhyNotValid(typed, "US").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("51255501", "US", "Two digits short: a US number has ten.")]
    [InlineData("512555014", "US", "One digit short: a US number has ten.")]
    [InlineData("+1 512 555 01434", "US", "One digit too many: a US number has ten.")]
    [InlineData("512-555-CALL", "US", "Letters are not part of a phone number.")]
    [InlineData("112-555-0143", "US", "No phone number in this country starts like that.")]
    [InlineData("+999 123 456", "US", "No country has the code that this number starts with.")]
    [InlineData("020 79", "GB", "Too few digits for a phone number of that country.")]
    public void A_person_is_told_what_is_wrong(string typed, string country, string why) =>
        PhoneNumber.WhyNotValid(typed, country).ShouldBe(why);

    [Theory]
    [InlineData("5125550143", "US", "(512) 555-0143")]
    [InlineData("001-307-937-7505x54026", "US", "(307) 937-7505 x54026")]
    [InlineData("+44 20 7946 0018", "US", "+44 20 7946 0018")]
    [InlineData("+44 20 7946 0018", "GB", "020 7946 0018")]
    [InlineData("+1 512 555 0143", "GB", "+1 512-555-0143")]
    public void A_number_is_shown_as_the_country_writes_it(string typed, string country, string shown) =>
        PhoneNumber.Read(typed, country).Display(country).ShouldBe(shown);

    [Fact]
    public void The_digits_leave_the_extension_out_and_U0000_is_never_kept()
    {
        var phone = PhoneNumber.Read(" 001-307-937-7505\0x54026 ", "US", " work ");

        (phone.Number, phone.Digits, phone.Label).ShouldBe(("001-307-937-7505x54026", "0013079377505", "work"));
    }

    [Fact]
    public void A_number_read_from_its_own_E164_is_the_same_number() =>
        Gen.Select(Gen.Int[200, 999], Gen.Int[200, 999], Gen.Int[0, 9999]).Sample((area, exchange, line) =>
        {
            var e164 = PhoneNumber.Read($"({area}) {exchange}-{line:0000}", "US").E164;
            return e164 is null || PhoneNumber.Read(e164, "DE").E164 == e164;
        });

    [Fact]
    public void Nothing_that_is_typed_breaks_it() => Gen.String.Sample(typed =>
    {
        var phone = PhoneNumber.Read(typed, "US");
        return phone.Digits.All(char.IsAsciiDigit) && (phone.E164 is null) == (PhoneNumber.WhyNotValid(typed, "US") is not null);
    });
}
