using GarageDoorOS.Web.Data.Live;
using NodaTime;

namespace GarageDoorOS.Web.Background;

/// <summary>
/// Lets a clock leave alone the businesses in which it has found nothing to do, until somebody saves something there or a while has passed: of a thousand businesses few are asked each round. What another node saves
/// is heard where pages are told of it, else waits out that while.
/// </summary>
public sealed class Rests(LiveSignals signals, IClock clock, Duration longest)
{
    private readonly Dictionary<Guid, (long Saves, Instant Until)> resting = [];

    /// <summary>Whether a business is to be looked at; <paramref name="saves"/> is for <see cref="Begin"/>, so that what is saved meanwhile is not overlooked.</summary>
    public bool IsDue(Guid businessId, out long saves)
    {
        saves = signals.SavesIn(businessId);
        return !resting.TryGetValue(businessId, out var rest) || rest.Saves != saves || rest.Until <= clock.GetCurrentInstant();
    }

    /// <summary>There was nothing to do.</summary>
    public void Begin(Guid businessId, long saves) => resting[businessId] = (saves, clock.GetCurrentInstant() + longest);
}
