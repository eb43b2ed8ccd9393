using GarageDoorOS.Domain;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Domain;

public sealed class LinesTextTests
{
    private static readonly string?[][][] Lists =
    [
        [], [["a"]], [["a", "b"]], [["a", null, "b"]], [["a", "", "", "b"]], [["a\tb"]], [["a\nb"]], [["a"], ["b"]], [[@"a\nb"]], [[@"a\", "b"]], [[@"a\\", "b"]], [["a, b"]],
    ];

    [Fact]
    public void Two_lists_never_read_the_same() => Lists.Select(LinesText.Of).Distinct().Count().ShouldBe(Lists.Length);

    [Fact]
    public void What_was_written_is_read_again()
    {
        foreach (var list in Lists.Skip(1))
            LinesText.Read(LinesText.Of(list)).ShouldBe(list.Select(parts => parts.Select(p => p ?? "").ToArray()));
    }
}
