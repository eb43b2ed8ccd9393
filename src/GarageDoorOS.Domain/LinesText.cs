using System.Text.RegularExpressions;

namespace GarageDoorOS.Domain;

/// <summary>A list as the text that a timeline keeps: one entry a line, its parts behind tabs, so that two lists never read the same.</summary>
public static partial class LinesText
{
    public static string Of(IEnumerable<string?[]> entries) => string.Join('\n', entries.Select(parts => string.Join('\t', parts.Select(Write)).TrimEnd('\t')));

    /// <summary>The parts of each line; blank ones at the end are not there.</summary>
    public static IEnumerable<string[]> Read(string text) => text.Split('\n').Select(line => Array.ConvertAll(line.Split('\t'), Unwrite));

    private static string Write(string? part) => Marks().Replace(part ?? "", m => m.Value switch { "\n" => @"\n", "\t" => @"\t", _ => @"\\" });

    private static string Unwrite(string part) => Written().Replace(part, m => m.Value switch { @"\n" => "\n", @"\t" => "\t", _ => @"\" });

    [GeneratedRegex(@"[\n\t\\]")]
    private static partial Regex Marks();

    [GeneratedRegex(@"\\[nt\\]")]
    private static partial Regex Written();
}
