using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Integrations.Telephony;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Integrations.Telephony.Pretend;

/// <summary>The vendor who only pretends: a call rings, is answered and ends by the clock alone, for whoever tries the program and nobody else.</summary>
public sealed class PretendCallsTests
{
    private static readonly TelephonySettings Account = new(TelephonyVendor.Pretend, "", "", "+15125550100", null, "");

    [Fact]
    public async Task A_call_rings_here_then_there_is_talked_and_ends()
    {
        (await States("+15125550143", 0, 2.9, 3, 5.9, 6, 25.9, 26, 3_600)).ShouldBe("RingingUs RingingUs RingingThem RingingThem Talking Talking Ended:Talked:20 Ended:Talked:20");
        (await States("+15125550100", 0, 3, 4.9, 5, 60)).ShouldBe("RingingUs RingingThem RingingThem Ended:Busy: Ended:Busy:");
        (await States("+15125550101", 0, 3, 9.9, 10)).ShouldBe("RingingUs RingingThem RingingThem Ended:NoAnswer:");
    }

    [Theory]
    [InlineData(1, "Ended:NotPickedUpHere:"), InlineData(4, "Ended:HungUp:"), InlineData(10, "Ended:Talked:4"), InlineData(60, "Ended:Talked:20")]
    public async Task Hanging_up_ends_it_at_once(double after, string end)
    {
        var clock = new SetClock(Instant.FromUnixTimeSeconds(1_800_000_000));
        await using var way = TelephonyWay.To(environment: "Development", clock: clock);
        var telephony = way.GetRequiredService<ITelephony>();
        var id = await telephony.Place(Account, Call("+15125550143"), default);
        clock.GoOn(after);
        await telephony.HangUp(Account, id, default);
        Text(await telephony.Ask(Account, id, default)).ShouldBe(end);
        clock.GoOn(30);
        await telephony.HangUp(Account, id, default);
        Text(await telephony.Ask(Account, id, default)).ShouldBe(end);
    }

    [Fact]
    public async Task Some_numbers_fail_and_what_it_never_placed_it_does_not_know()
    {
        await using var way = TelephonyWay.To(environment: "Development");
        var telephony = way.GetRequiredService<ITelephony>();
        (await Should.ThrowAsync<TelephonyFailed>(() => telephony.Place(Account, Call("+15125550102"), default))).MayBeOut.ShouldBeFalse();
        (await Should.ThrowAsync<TelephonyFailed>(() => telephony.Place(Account, Call("+15125550103"), default))).MayBeOut.ShouldBeTrue();
        foreach (var id in new[] { "", "CA1", "pretend-x-43-y", "pretend-1" }) (await telephony.Ask(Account, id, default)).ShouldBeNull();
        await telephony.Say(Account, Guid.CreateVersion7(), "+15125550143", "1 2 3 4 5 6", default);
    }

    [Fact]
    public async Task Elsewhere_nobody_is_told_that_a_phone_rings()
    {
        await using var way = TelephonyWay.To();
        var telephony = way.GetRequiredService<ITelephony>();
        await Should.ThrowAsync<TelephonyFailed>(() => telephony.Check(Account, default));
        await Should.ThrowAsync<TelephonyFailed>(() => telephony.Place(Account, Call("+15125550143"), default));
        await Should.ThrowAsync<TelephonyFailed>(() => telephony.Say(Account, Guid.CreateVersion7(), "+15125550143", "1", default));
    }

    private static async Task<string> States(string to, params double[] seconds)
    {
        var clock = new SetClock(Instant.FromUnixTimeSeconds(1_800_000_000));
        await using var way = TelephonyWay.To(environment: "Development", clock: clock);
        var telephony = way.GetRequiredService<ITelephony>();
        var id = await telephony.Place(Account, Call(to), default);
        var states = new List<string>();
        foreach (var at in seconds)
        {
            clock.GoTo(at);
            states.Add(Text(await telephony.Ask(Account, id, default)));
        }
        return string.Join(' ', states);
    }

    private static string Text(CallNews? news) => news is null ? "" : news.End is { } end ? $"{news.State}:{end}:{news.Seconds}" : news.State.ToString();

    private static OutboundCall Call(string to) => new(Guid.CreateVersion7(), "+15125550111", to, "Next: Ray", false, null);
}
