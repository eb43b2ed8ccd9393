using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Background;
using GarageDoorOS.Web.Data.Live;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Background;

public sealed class RestsTests
{
    private static readonly Guid Ours = Guid.NewGuid(), Theirs = Guid.NewGuid();

    private readonly SetClock clock = new(Instant.FromUtc(2026, 11, 29, 9, 0));
    private readonly LiveSignals signals;
    private readonly Rests rests;

    public RestsTests() => rests = new(signals = new(clock), clock, Duration.FromSeconds(10));

    [Fact]
    public void A_business_rests_until_something_is_saved_there_or_the_while_is_over()
    {
        rests.IsDue(Ours, out var saves).ShouldBeTrue("nobody has looked there yet");
        rests.Begin(Ours, saves);
        rests.IsDue(Ours, out _).ShouldBeFalse();
        signals.Publish(Theirs, LiveKinds.Leads);
        rests.IsDue(Ours, out _).ShouldBeFalse("elsewhere something was saved");
        signals.Publish(Ours, LiveKinds.None);
        rests.IsDue(Ours, out saves).ShouldBeTrue("something of which no page is told");
        rests.Begin(Ours, saves);
        clock.GoOn(9);
        rests.IsDue(Ours, out _).ShouldBeFalse();
        clock.GoOn(1);
        rests.IsDue(Ours, out _).ShouldBeTrue("a step may have come due");
    }

    [Fact]
    public void What_is_saved_while_somebody_looks_is_looked_at_again()
    {
        rests.IsDue(Ours, out var saves);
        signals.Publish(Ours, LiveKinds.Leads);
        rests.Begin(Ours, saves);
        rests.IsDue(Ours, out _).ShouldBeTrue();
    }
}
