using System.Collections.Concurrent;
using GarageDoorOS.Domain.Activities;
using NodaTime;

namespace GarageDoorOS.Web.Data.Audit;

/// <summary>
/// Remembers what was refused until it is written down, once a minute: a request never waits for that, so that a wrong password takes as long for nobody as
/// for somebody, and whoever tries a thousand times a minute makes one row and not a thousand. Who is nobody has no business and leaves none.
/// </summary>
public sealed class RefusedTries(IClock clock)
{
    /// <summary>More different ones than that wait for no minute; the rest is not told one by one.</summary>
    private const int Most = 10_000;

    /// <summary>So many tries of one kind: of an actor in a business, or of a person before any door.</summary>
    public sealed record Seen(Guid? BusinessId, Actor? Actor, Guid? UserId, string Action, string Where, string? Address, Instant At, int Times);

    private readonly ConcurrentDictionary<(Guid Who, string Action), Seen> seen = [];

    /// <summary>Somebody of a business asked for what they may not do.</summary>
    public void Note(Guid businessId, Actor actor, string action, string where, string? address) =>
        Note((actor.Id ?? businessId, action), new(businessId, actor, null, action, where, address, clock.GetCurrentInstant(), 1));

    /// <summary>A person could not prove who they are.</summary>
    public void Note(Guid userId, string action, string? address) =>
        Note((userId, action), new(null, null, userId, action, "", address, clock.GetCurrentInstant(), 1));

    /// <summary>What was noted since the last time, which is then forgotten.</summary>
    public IReadOnlyCollection<Seen> Take() => [.. seen.Keys.Select(key => seen.TryRemove(key, out var those) ? those : null).OfType<Seen>()];

    private void Note((Guid, string) key, Seen first)
    {
        if (seen.Count < Most || seen.ContainsKey(key)) seen.AddOrUpdate(key, first, (_, before) => before with { Times = before.Times + 1 });
    }
}
