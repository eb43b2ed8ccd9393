namespace GarageDoorOS.Bench;

/// <summary>The log of a business with ten calls for each of its leads.</summary>
internal static class CallBench
{
    public const int CallsOfLead = 10;

    /// <summary>The addresses that are asked for, and the part of the page that a browser wants of each.</summary>
    public static IReadOnlyList<(string Name, string Path, string Part)> Asked { get; } =
    [
        ("calls", "/calls", "calls"),
        ("calls, page 150", "/calls?page=150", "calls"),
        ("calls, that want a word", "/calls?show=open", "calls"),
        ("calls, nobody answered", "/calls?ended=no_answer", "calls"),
        ("calls, that came in (none)", "/calls?direction=inbound", "calls"),
        ("calls, of a number nobody has", "/calls?number=512+555+0100", "calls"),
        ("one's own call, as each page asks", "/calls/panel", "call"),
    ];
}
