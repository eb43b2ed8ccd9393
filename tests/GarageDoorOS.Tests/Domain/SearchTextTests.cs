using CsCheck;
using GarageDoorOS.Domain;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Domain;

public class SearchTextTests
{
    private static readonly string Text = SearchText.Build(
        ["José Núñez", null, "Mays Inc", "jose@example.com", "Broken spring, door 2"],
        [PhoneNumber.Read("001-512-555-0143x54026", "US"), PhoneNumber.Read("369 12", "US")]);

    [Theory]
    [InlineData("jose")]
    [InlineData("NUÑEZ José")]
    [InlineData("spring mays")]
    [InlineData("(512) 555-0143")]
    [InlineData("512 555 0143")]
    [InlineData("+1 512.555.0143")]
    [InlineData("001-512-555-0143")]
    [InlineData("00 1 512 555 0143")]
    [InlineData("1-512-555-0143")]
    [InlineData("5125550143")]
    [InlineData("512 555 - 0143")]
    [InlineData("555-0143")]
    [InlineData("555 0143")]
    [InlineData("0143")]
    [InlineData("512-555-0143 x54026")]
    [InlineData("512-555-0143x54026")]
    [InlineData("jose 512 555 0143 spring")]
    [InlineData("54026")]
    [InlineData("36912")]
    [InlineData("369 12")]
    [InlineData("jose@example.com")]
    [InlineData("door 2")]
    public void A_record_is_found_in_any_spelling(string query) => Found(Text, query).ShouldBeTrue();

    [Theory]
    [InlineData("jose maria")]
    [InlineData("512 555 0144")]
    [InlineData("mays 9999999")]
    public void Every_term_must_occur(string query) => Found(Text, query).ShouldBeFalse();

    [Fact]
    public void A_run_of_phone_pieces_is_one_term()
    {
        var term = SearchTerms.Parse("jose (512) 555-0143", "US")[1];
        term.Alternatives.ShouldBe(["5125550143", "15125550143", "(512) 555-0143"]);
        SearchTerms.Parse("555-0143", "US").ShouldHaveSingleItem().Alternatives.ShouldBe(["5550143", "15550143", "555-0143"], ignoreOrder: true);
        SearchTerms.Parse("door 2 12", "US").Count.ShouldBe(3);
        SearchTerms.Parse("5125550143 7045857792", "US").Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \t ")]
    [InlineData("\u0301 \0")]
    public void A_blank_query_has_no_terms(string query) => SearchTerms.Parse(query, "US").ShouldBeEmpty();

    [Fact]
    public void A_query_has_at_most_ten_terms_of_a_hundred_letters()
    {
        var terms = SearchTerms.Parse(string.Join(' ', Enumerable.Repeat(new string('a', 300), 30)), "US");
        terms.Count.ShouldBe(10);
        terms.ShouldAllBe(term => term.Alternatives.All(spelling => spelling.Length == 100));
    }

    [Fact]
    public void Each_word_that_was_built_in_is_found() => Gen.String.Sample(text =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).All(word => Found(SearchText.Build(["first", text], []), word)));

    [Fact]
    public void Each_part_of_a_number_is_found() =>
        Gen.Select(Gen.Long[2_000_000_000, 9_999_999_999], Gen.Int[0, 6], Gen.Int[4, 10]).Sample((number, from, length) =>
        {
            var digits = $"{number}";
            var text = SearchText.Build([], [PhoneNumber.Read($"({digits[..3]}) {digits[3..6]}-{digits[6..]}", "US")]);
            return Found(text, digits.Substring(from, Math.Min(length, 10 - from)));
        });

    [Fact]
    public void Nothing_that_is_typed_breaks_it() =>
        Gen.String.Sample(query => SearchTerms.Parse(query, "US").All(term => term.Alternatives.Count > 0 && term.Alternatives.All(a => a.Length > 0)));

    private static bool Found(string text, string query) => SearchTerms.Parse(query, "US")
        .All(term => term.Alternatives.Any(spelling => text.Contains(spelling, StringComparison.Ordinal)));
}
