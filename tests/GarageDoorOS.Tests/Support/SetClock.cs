using NodaTime;

namespace GarageDoorOS.Tests.Support;

/// <summary>A clock that goes on only when it is told to.</summary>
public sealed class SetClock : IClock
{
    private readonly Instant start;
    private Instant now;

    public SetClock(Instant start) => now = this.start = start;

    public Instant GetCurrentInstant() => now;

    public void GoOn(double seconds) => now += Duration.FromSeconds(seconds);

    public void GoTo(double seconds) => now = start + Duration.FromMilliseconds(seconds * 1000);
}
