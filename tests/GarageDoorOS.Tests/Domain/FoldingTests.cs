using CsCheck;
using GarageDoorOS.Domain;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Domain;

public class FoldingTests
{
    [Theory]
    [InlineData("José  Núñez", "jose nunez")]
    [InlineData("STRAẞE Straße", "strasse strasse")]
    [InlineData("Łukasz Sørensen Đorđević", "lukasz sorensen dordevic")]
    [InlineData("İstanbul ılık", "istanbul ilik")]
    [InlineData("Æsop", "aesop")]
    [InlineData("  two\n\tlines ", "two lines")]
    [InlineData("O’Neil", "o'neil")]
    [InlineData("Σοφός", "σοφοσ")]
    [InlineData("a\0b", "a b")]
    [InlineData("zero\u200Bwidth", "zerowidth")]
    [InlineData(null, "")]
    [InlineData("  ", "")]
    public void Spellings_of_one_word_fold_to_one_text(string? text, string folded) => Folding.Fold(text).ShouldBe(folded);

    [Fact]
    public void Half_a_letter_does_not_break_it() => Folding.Fold("a\ud800b").ShouldBe("a\ufffdb");

    [Fact]
    public void Folding_what_is_folded_changes_nothing() =>
        Gen.String.Sample(text => Folding.Fold(Folding.Fold(text)) == Folding.Fold(text));
}
