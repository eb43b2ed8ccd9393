namespace GarageDoorOS.Domain;

/// <summary>
/// An edit that began from an older version: the fields where only others wrote since (<see cref="Theirs"/>, theirs is kept) and those where both
/// did (<see cref="Both"/>, a person decides). In all other fields the edit holds.
/// </summary>
public sealed record StaleEdit(IReadOnlyList<string> Theirs, IReadOnlyList<string> Both)
{
    /// <param name="since">The fields that others changed since, each with what it was when the edit began.</param>
    /// <param name="mine">A field as the edit wants it.</param>
    /// <param name="now">A field as it is.</param>
    public static StaleEdit Of(IReadOnlyDictionary<string, string?> since, Func<string, string?> mine, Func<string, string?> now)
    {
        var (theirs, both) = (new List<string>(), new List<string>());
        foreach (var (field, before) in since)
        {
            if (Same(now(field), before) || Same(now(field), mine(field))) continue;
            (Same(mine(field), before) ? theirs : both).Add(field);
        }
        return new(theirs, both);
    }

    private static bool Same(string? one, string? other) => (one ?? "") == (other ?? "");
}
