using System.Text.RegularExpressions;

namespace GarageDoorOS.Domain;

/// <summary>Text that a spreadsheet opens: behind an apostrophe it takes a cell for text, so that nothing in it is a formula. What is put on here is taken off here.</summary>
public static partial class SpreadsheetText
{
    /// <summary>The cell as it may stand in a file. Text that looks guarded already gets one more; numbers stay as they are.</summary>
    public static string Guarded(string cell) => Formula().IsMatch(cell) && !Number().IsMatch(cell) ? "'" + cell : cell;

    /// <summary>The text that the cell stands for.</summary>
    public static string Unguarded(string cell) => GuardedFormula().IsMatch(cell) ? cell[1..] : cell;

    [GeneratedRegex(@"^'*[=@+\-\t\r]")]
    private static partial Regex Formula();

    [GeneratedRegex(@"^'+[=@+\-\t\r]")]
    private static partial Regex GuardedFormula();

    [GeneratedRegex(@"^[+-][\d\s().,/x#-]*$")]
    private static partial Regex Number();
}
