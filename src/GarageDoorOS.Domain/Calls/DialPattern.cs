using System.Text.RegularExpressions;

namespace GarageDoorOS.Domain.Calls;

/// <summary>
/// How a PBX dials: the channel that rings a phone, such as <c>PJSIP/{number}@trunk</c>, and behind a semicolon the context of its dialplan in which calls out are made, where that is
/// another than <see cref="UsualContext"/>. <c>{digits}</c> instead of <c>{number}</c>: the PBX wants numbers without their plus.
/// </summary>
public sealed partial record DialPattern(string Channel, string Context)
{
    public const string UsualContext = "from-internal", CodeContext = "garage-door-code";

    private const string Whole = "{number}", Bare = "{digits}";

    /// <summary>Null where it is none.</summary>
    public static DialPattern? Read(string text) =>
        Shape().Match(text) is { Success: true } match ? new(match.Groups["channel"].Value, match.Groups["context"] is { Success: true } context ? context.Value : UsualContext) : null;

    /// <summary>The channel that rings this number.</summary>
    public string Rings(string e164) => Channel.Replace(Whole, e164, StringComparison.Ordinal).Replace(Bare, e164.TrimStart('+'), StringComparison.Ordinal);

    /// <summary>What is dialled in the context to reach this number.</summary>
    public string Extension(string e164) => Channel.Contains(Bare, StringComparison.Ordinal) ? e164.TrimStart('+') : e164;

    /// <summary>One channel and one number in it: «&amp;» would ring several.</summary>
    [GeneratedRegex(@"^(?<channel>[A-Za-z0-9]{1,20}/[A-Za-z0-9@._:/+-]{0,80}(\{number\}|\{digits\})[A-Za-z0-9@._:/+-]{0,80})(;(?<context>[A-Za-z0-9_-]{1,79}))?\z")]
    private static partial Regex Shape();
}
