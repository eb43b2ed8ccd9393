using System.Collections.Concurrent;
using System.Globalization;
using GarageDoorOS.Domain.Calls;
using NodaTime;

namespace GarageDoorOS.Web.Integrations.Telephony.Pretend;

/// <summary>
/// Says that phones ring and are answered, and rings none: for whoever tries the program without an account anywhere. How a call stands follows from when it was placed, which its id says.
/// A number that ends in 00 is busy, in 01 never answers, in 02 is refused, and in 03 leaves it open whether it rings.
/// </summary>
internal sealed class PretendCalls(TelephonyVendors vendors, IClock clock) : ITelephony
{
    private const string Prefix = PretendedCall.Prefix;

    private static readonly Duration TheyRing = Duration.FromSeconds(3), BusyAt = Duration.FromSeconds(5), Answered = Duration.FromSeconds(6), GivenUp = Duration.FromSeconds(10), Talk = Duration.FromSeconds(20);

    /// <summary>Which calls were ended by hand, and when.</summary>
    private readonly ConcurrentDictionary<string, Instant> ended = new(StringComparer.Ordinal);

    public Task<string> Check(TelephonySettings account, CancellationToken ct)
    {
        MayPretend();
        return Task.FromResult("Nobody");
    }

    public Task<string> Place(TelephonySettings account, OutboundCall call, CancellationToken ct)
    {
        MayPretend();
        if (call.To.EndsWith("02", StringComparison.Ordinal)) throw new TelephonyFailed("This call pretended to fail, as numbers that end in 02 do. Take another number.");
        if (call.To.EndsWith("03", StringComparison.Ordinal)) throw new TelephonyFailed("This call pretended to get no answer, as numbers that end in 03 do. It may ring all the same.", mayBeOut: true);
        return Task.FromResult($"{Prefix}-{clock.GetCurrentInstant().ToUnixTimeMilliseconds()}-{call.To[^2..]}-{call.Id:N}");
    }

    public Task<CallNews?> Ask(TelephonySettings account, string vendorId, CancellationToken ct)
    {
        if (vendorId.Split('-') is not [Prefix, var at, var number, _] || !long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var placed)) return Task.FromResult<CallNews?>(null);
        var start = Instant.FromUnixTimeMilliseconds(placed);
        return Task.FromResult<CallNews?>(ended.TryGetValue(vendorId, out var end) ? HungUp(News(end - start, number)) : News(clock.GetCurrentInstant() - start, number));

        CallNews HungUp(CallNews then) => then.State switch
        {
            CallState.RingingUs => new(CallState.Ended, CallEnd.NotPickedUpHere),
            CallState.Talking => new(CallState.Ended, CallEnd.Talked) { Seconds = (int)(end - start - Answered).TotalSeconds },
            CallState.Ended => then,
            _ => new(CallState.Ended, CallEnd.HungUp),
        };
    }

    /// <summary>Whoever lets the phone ring picks it up after some seconds, and talks a little; a number that ends in 01 is let ring.</summary>
    public Task<CallNews?> AskIncoming(TelephonySettings account, string vendorId, Instant since, CancellationToken ct)
    {
        var age = clock.GetCurrentInstant() - since;
        if (ended.ContainsKey(vendorId) || vendorId.Split('-') is not [Prefix, var number, var member, _]) return Task.FromResult<CallNews?>(null);
        if (number == "01") return Task.FromResult(age < GivenUp ? new CallNews(CallState.RingingUs) : null);
        return Task.FromResult(age < Answered ? new CallNews(CallState.RingingUs) : age < Answered + Talk ? new(CallState.Talking) { Member = Guid.TryParse(member, out var who) ? who : null } : null);
    }

    public Task HangUp(TelephonySettings account, string vendorId, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        foreach (var (old, at) in ended)
            if (now - at > Duration.FromHours(1)) ended.TryRemove(old, out _);
        ended.TryAdd(vendorId, now);
        return Task.CompletedTask;
    }

    public Task Say(TelephonySettings account, Guid id, string to, string words, CancellationToken ct)
    {
        MayPretend();
        return Task.CompletedTask;
    }

    private static CallNews News(Duration since, string number) =>
        since < TheyRing ? new(CallState.RingingUs)
        : number == "00" && since >= BusyAt ? new(CallState.Ended, CallEnd.Busy)
        : number == "01" ? since >= GivenUp ? new(CallState.Ended, CallEnd.NoAnswer) : new(CallState.RingingThem)
        : since < Answered ? new(CallState.RingingThem)
        : since < Answered + Talk ? new(CallState.Talking)
        : new(CallState.Ended, CallEnd.Talked) { Seconds = (int)Talk.TotalSeconds };

    private void MayPretend()
    {
        if (!vendors.Offered.Contains(TelephonyVendor.Pretend)) throw new TelephonyFailed("Here nobody only pretends to call. Set up a real account under Settings, Integrations, Telephony.");
    }
}
