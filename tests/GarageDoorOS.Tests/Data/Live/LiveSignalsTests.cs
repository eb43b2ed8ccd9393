using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Data.Live;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Data.Live;

public sealed class LiveSignalsTests
{
    private static readonly Guid Ours = Guid.NewGuid(), Theirs = Guid.NewGuid(), Dana = Guid.NewGuid();

    private readonly SetClock clock = new(Instant.FromUtc(2026, 11, 29, 9, 0));
    private readonly LiveSignals signals;

    public LiveSignalsTests() => signals = new(clock);

    [Fact]
    public async Task However_often_something_came_it_has_come_once()
    {
        using var listener = Listen();
        for (var i = 0; i < 100; i++) signals.Publish(Ours, LiveKinds.Leads);
        signals.Publish(Ours, LiveKinds.Calls);
        (await Next(listener)).ShouldBe(LiveKinds.All);
        signals.Beat();
        (await Next(listener)).ShouldBe(LiveKinds.None, "nothing was left of it");
        signals.Publish(Ours, LiveKinds.Leads);
        (await Next(listener)).ShouldBe(LiveKinds.Leads);
    }

    [Fact]
    public async Task Another_business_hears_nothing_of_it()
    {
        using var listener = Listen();
        (await Next(listener)).ShouldBe(LiveKinds.None);
        signals.Publish(Theirs, LiveKinds.All);
        signals.Publish(Ours, LiveKinds.Calls);
        (await Next(listener)).ShouldBe(LiveKinds.Calls);
    }

    [Fact]
    public async Task Whoever_comes_is_told_what_has_changed_since_the_page_was_drawn()
    {
        clock.GoOn(60);
        var before = clock.GetCurrentInstant();
        clock.GoOn(60);
        signals.Publish(Ours, LiveKinds.Leads);
        clock.GoOn(60);
        var after = clock.GetCurrentInstant();
        using (var old = Listen(before)) (await Next(old)).ShouldBe(LiveKinds.Leads);
        using (var fresh = Listen(after)) (await Next(fresh)).ShouldBe(LiveKinds.None);
        using (var other = signals.Listen(Theirs, Dana, before)!) (await Next(other)).ShouldBe(LiveKinds.None);
    }

    [Fact]
    public async Task Of_what_was_before_the_program_started_nobody_knows_so_all_is_told()
    {
        using var listener = Listen(clock.GetCurrentInstant() - Duration.FromMinutes(1));
        (await Next(listener)).ShouldBe(LiveKinds.All);
    }

    [Fact]
    public void One_person_has_so_many_streams_and_a_business_so_many()
    {
        var mine = Enumerable.Range(0, LiveSignals.MostOfMember).Select(_ => Listen()).ToList();
        signals.Listen(Ours, Dana, null).ShouldBeNull();
        mine[0].Dispose();
        Listen().ShouldNotBeNull();
        while (signals.CountIn(Ours) < LiveSignals.MostOfBusiness) signals.Listen(Ours, Guid.NewGuid(), null).ShouldNotBeNull();
        signals.Listen(Ours, Guid.NewGuid(), null).ShouldBeNull();
        signals.Listen(Theirs, Dana, null).ShouldNotBeNull();
    }

    [Fact]
    public async Task After_some_minutes_it_ends_by_itself_with_the_next_heartbeat()
    {
        using var listener = Listen();
        await Next(listener);
        clock.GoOn(3 * 60);
        signals.Beat();
        (await Next(listener)).ShouldBe(LiveKinds.None);
        clock.GoOn(4 * 60);
        signals.Beat();
        (await Next(listener)).ShouldBeNull();
    }

    [Fact]
    public async Task While_it_does_not_hear_of_everything_nobody_listens_and_afterwards_all_is_told()
    {
        using var listener = Listen();
        await Next(listener);
        signals.Close();
        (await Next(listener)).ShouldBeNull();
        signals.Listen(Ours, Dana, null).ShouldBeNull();
        var deaf = clock.GetCurrentInstant();
        clock.GoOn(60);
        signals.Open();
        using var again = Listen(deaf);
        (await Next(again)).ShouldBe(LiveKinds.All);
    }

    private LiveListener Listen(Instant? since = null) => signals.Listen(Ours, Dana, since).ShouldNotBeNull();

    private static async Task<LiveKinds?> Next(LiveListener listener) => await listener.Next().AsTask().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
}
