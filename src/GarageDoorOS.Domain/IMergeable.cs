namespace GarageDoorOS.Domain;

/// <summary>What a form rewrites as one: an edit that others overtook is merged with theirs, field by field.</summary>
public interface IMergeable<T> where T : IMergeable<T>
{
    /// <summary>This edit began before <paramref name="since"/> was written by others; the record is now as <paramref name="now"/> says.</summary>
    StaleEdit Against(T now, IReadOnlyDictionary<string, string?> since);

    /// <summary>The same, but for these fields, which are as in <paramref name="other"/>.</summary>
    T Taking(IReadOnlyCollection<string> fields, T other);
}

/// <summary>Two people wrote in the same fields: what I want, what it is now, and who wrote it.</summary>
public sealed record Clash<T>(Guid Id, int Version, T Mine, T Now, StaleEdit Stale, string? By) where T : IMergeable<T>;
