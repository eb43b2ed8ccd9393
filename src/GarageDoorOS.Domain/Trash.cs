using NodaTime;

namespace GarageDoorOS.Domain;

/// <summary>Where deleted records wait for their restoration.</summary>
public static class Trash
{
    public static readonly Duration Kept = Duration.FromDays(30);

    /// <summary>What went to the trash before this moment does not come back.</summary>
    public static Instant Oldest(Instant now) => now - Kept;

    /// <summary>Until when what was deleted at this moment can be brought back.</summary>
    public static Instant Until(Instant deletedAt) => deletedAt + Kept;

    /// <summary>How many days are left for it, the begun one counted.</summary>
    public static int DaysLeft(Instant deletedAt, Instant now) => Math.Max(0, (int)Math.Ceiling((Until(deletedAt) - now).TotalDays));
}
