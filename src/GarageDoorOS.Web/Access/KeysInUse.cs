using System.Collections.Concurrent;
using GarageDoorOS.Domain.Access;
using NodaTime;

namespace GarageDoorOS.Web.Access;

/// <summary>Remembers which keys a program came in with, until the clock writes it down: a request never waits for that.</summary>
public sealed class KeysInUse(IClock clock)
{
    /// <summary>A use this soon after the one that is written down is not worth another write.</summary>
    private static readonly Duration Fine = Duration.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, Instant> uses = [];

    public void Note(ApiKey key)
    {
        var now = clock.GetCurrentInstant();
        if (key.LastUsedAt is { } last && now - last < Fine) return;
        uses[key.Id] = now;
    }

    /// <summary>What was noted since the last time, which is then forgotten.</summary>
    public IReadOnlyDictionary<Guid, Instant> Take() => uses.Keys.Select(id => (Id: id, Was: uses.TryRemove(id, out var at), At: at)).Where(use => use.Was).ToDictionary(use => use.Id, use => use.At);
}
