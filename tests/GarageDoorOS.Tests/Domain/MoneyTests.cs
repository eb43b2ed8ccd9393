using CsCheck;
using GarageDoorOS.Domain;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Domain;

public class MoneyTests
{
    [Theory]
    [InlineData("1,200", "1200.00")]
    [InlineData("1200.50", "1200.50")]
    [InlineData("$1,200", "1200.00")]
    [InlineData(" 1 200 ", "1200.00")]
    [InlineData("$ 1,200.5", "1200.50")]
    [InlineData("USD 1,200", "1200.00")]
    [InlineData("1.200.00", null)]
    [InlineData("€850", "850.00")]
    [InlineData(".50", "0.50")]
    [InlineData("7.", "7.00")]
    [InlineData("0", "0.00")]
    [InlineData("999,999,999.99", "999999999.99")]
    [InlineData("1,000,000,000", null)]
    [InlineData("-5", null)]
    [InlineData("1.234", null)]
    [InlineData("1,20", null)]
    [InlineData("1e3", null)]
    [InlineData("about 200", null)]
    [InlineData("", null)]
    [InlineData(".", null)]
    [InlineData("$", null)]
    [InlineData("9999999999999999999999999999999999999999", null)]
    public void An_amount_is_read_as_people_type_it(string typed, string? text)
    {
        Money.TryParse(typed, out var amount).ShouldBe(text is not null);
        if (text is not null)
            Money.ToText(amount).ShouldBe(text);
    }

    [Fact]
    public void A_text_far_too_long_for_an_amount_is_refused_and_not_puzzled_over()
    {
        Money.TryParse("1" + new string(' ', 5_000_000) + "y", out _).ShouldBeFalse();
        Money.TryParse(new string(' ', 5_000_000) + "1,200", out var amount).ShouldBeTrue();
        amount.ShouldBe(1200m);
    }

    [Theory]
    [InlineData(1200, "USD", "$1,200")]
    [InlineData(1200.5, "USD", "$1,200.50")]
    [InlineData(0, "USD", "$0")]
    [InlineData(-20, "USD", "-$20")]
    [InlineData(1200, "EUR", "€1,200")]
    [InlineData(1200, "CHF", "CHF\u00A01,200")]
    public void An_amount_is_shown_in_its_currency(double amount, string currency, string shown) =>
        Money.Format((decimal)amount, currency).ShouldBe(shown);

    [Fact]
    public void What_is_shown_can_be_typed_again() => Gen.Long[0, 99_999_999_999].Sample(cents =>
        Money.TryParse(Money.Format(cents / 100m, "USD"), out var amount) && amount == cents / 100m);
}
