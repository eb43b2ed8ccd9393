using NodaTime;

namespace GarageDoorOS.Domain;

/// <summary>Where deleted records wait for their restoration.</summary>
public static class Trash
{
    public static readonly Duration Kept = Duration.FromDays(30);

    /// <summary>What went to the trash before this moment does not come back.</summary>
    public static Instant Oldest(Instant now) => now - Kept;
}
