using GarageDoorOS.Domain;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Domain;

public class PlainTextTests
{
    [Theory]
    [InlineData(" a\r\nb\tc\0 ", "a  b c", "a\nb\tc")]
    [InlineData("\ra\rb\n", "a b", "a\nb")]
    [InlineData(null, "", "")]
    public void Text_is_on_one_line_or_on_its_own(string? text, string one, string many) =>
        (PlainText.OneLine(text), PlainText.Lines(text)).ShouldBe((one, many));

    [Theory]
    [InlineData("abc", 3, "abc")]
    [InlineData("abc", 2, "ab")]
    [InlineData("a😀", 2, "a")]
    [InlineData("a😀b", 3, "a😀")]
    public void No_character_is_cut_in_half(string text, int most, string cut) => PlainText.Cut(text, most).ShouldBe(cut);
}
