namespace GarageDoorOS.Domain.Leads;

/// <summary>How a person wants their list of leads: rows closer or further apart, and without the columns they never look at. The name always stays.</summary>
public sealed record ListLook(bool IsComfortable, IReadOnlyList<string> Hidden)
{
    private const string Comfortable = "comfortable", Nurture = "nurture";

    /// <summary>By what is to be done next, where the business works tasks.</summary>
    public bool IsNurture { get; init; }

    /// <summary>The columns that can be left out, in their order.</summary>
    public static IReadOnlyList<string> Columns { get; } = ["phone", LeadFields.Source, LeadFields.Status, "value", "assignee", "createdAt"];

    public static ListLook Plain { get; } = new(false, []);

    public bool Shows(string column) => !Hidden.Contains(column);

    /// <summary>Words that mean nothing any more are left out.</summary>
    public static ListLook Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? Plain : new(words.Contains(Comfortable), [.. Columns.Where(words.Contains)]) { IsNurture = words.Contains(Nurture) };
    }

    public override string ToString() => string.Join(' ', new[] { IsComfortable ? Comfortable : null, IsNurture ? Nurture : null }.OfType<string>().Concat(Hidden));
}
