namespace GarageDoorOS.Web.Features.Imports;

/// <summary>One line of a list: its number (the heading not counted), its cells, and the text as it stands in the file.</summary>
public sealed record ImportLine(int Number, IReadOnlyList<string> Cells, string Text)
{
    /// <summary>Why the rest of the file cannot be read, if it cannot.</summary>
    public string? Broken { get; init; }

    /// <summary>The line as a spreadsheet counts it, where the heading is the first.</summary>
    public int InSpreadsheet => Number + 1;
}
