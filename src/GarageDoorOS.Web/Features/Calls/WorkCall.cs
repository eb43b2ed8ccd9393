using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Integrations.Telephony;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Calls;

/// <summary>
/// Looks after one call that is going on: places it once, or has seen it come in, then asks its vendor how it stands. That a call is about to be placed is written down before it is: whatever happens then, nobody
/// places it again.
/// </summary>
public sealed class WorkCall(AppDb db, TelephonyAccounts accounts, ITelephony telephony, CallParties parties, TakeCallNews news, CallHooks hooks, IClock clock)
{
    /// <summary>Nobody wants to be rung by a call that they asked for minutes ago.</summary>
    private static readonly Duration PlacedWithin = Duration.FromSeconds(30);

    /// <summary>A node that places a call and dies leaves it like this.</summary>
    private static readonly Duration TakenWithin = Duration.FromMinutes(1);

    /// <summary>No call is that long: its vendor has forgotten it.</summary>
    private static readonly Duration Longest = Duration.FromHours(4);

    /// <summary>Nobody lets it ring longer.</summary>
    private static readonly Duration RingsAtMost = Duration.FromMinutes(3);

    private static readonly TimeSpan WhileRinging = TimeSpan.FromSeconds(1), WhileTalking = TimeSpan.FromSeconds(5);

    /// <summary>The calls that want looking after.</summary>
    public Task<List<Guid>> Due(CancellationToken ct) => db.Calls.Where(c => c.State < CallState.Ended).OrderBy(c => c.At).Select(c => c.Id).ToListAsync(ct);

    /// <summary>Answers how long it may be left alone then.</summary>
    public async Task<TimeSpan> Handle(Guid id, CancellationToken ct)
    {
        if (await db.Calls.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct) is not { IsLive: true } call) return WhileRinging;
        await Look(call, ct);
        return call.State == CallState.Talking ? WhileTalking : WhileRinging;
    }

    private async Task Look(Call call, CancellationToken ct)
    {
        var id = call.Id;
        var age = clock.GetCurrentInstant() - call.At;
        if (call.Direction == CallDirection.Inbound) await FollowIncoming(call, age, ct);
        else if (call.State == CallState.Requested) await (age > PlacedWithin ? news.Handle(id, Failed("It was not placed in time, so it was not placed at all. Try again."), ct) : Place(call, ct));
        else if (age > Longest) await news.Handle(id, Unknown("Nobody has heard how it ended."), ct);
        else if (call.State == CallState.Placing) await (age > TakenWithin ? news.Handle(id, Unknown("Whoever placed it stopped in the middle. It may be ringing all the same."), ct) : Task.CompletedTask);
        else await Follow(call, ct);
    }

    private async Task Place(Call call, CancellationToken ct)
    {
        var mine = await db.InTransaction(async () =>
        {
            var held = await db.Held<Call>(call.Id).SingleAsync(ct);
            var isMine = held.BeginPlacing();
            await db.SaveChangesAsync(ct);
            return isMine;
        }, ct);
        if (!mine) return;
        db.ChangeTracker.Clear();
        // From here on it is placed or it is not, and that is written down even if the program is told to stop meanwhile.
        try
        {
            var account = await accounts.OfBusiness(ct);
            if (account is null || accounts.SettingsOf(account) is not { } settings) await news.Handle(call.Id, Failed("The account for calls is not set up, or its secret cannot be read any more."), CancellationToken.None);
            else if (await db.MemberPhones.AsNoTracking().SingleOrDefaultAsync(p => p.MemberId == call.MemberId, ct) is not { IsVerified: true } phone) await news.Handle(call.Id, Failed("The phone that rings first is not verified any more."), CancellationToken.None);
            else
            {
                var title = (await parties.Of(call, ct))?.Title ?? "the number that you chose";
                var vendorId = await telephony.Place(settings, new(call.Id, phone.Number, call.Number, $"Next: {title}.", account.Records, hooks.Status(call)), CancellationToken.None);
                await news.Placed(call.Id, vendorId, CancellationToken.None);
            }
        }
        catch (TelephonyFailed failed)
        {
            await news.Handle(call.Id, failed.MayBeOut ? Unknown($"{failed.Message} It may be ringing all the same.") : Failed(failed.Message), CancellationToken.None);
        }
    }

    private async Task Follow(Call call, CancellationToken ct)
    {
        if (call.VendorId is not { } vendorId || await accounts.OfBusiness(ct) is not { } account || accounts.SettingsOf(account) is not { } settings) return;
        try
        {
            await news.Handle(call.Id, await telephony.Ask(settings, vendorId, ct) ?? Gone(call), CancellationToken.None);
        }
        catch (TelephonyFailed)
        {
            // Asked again in the next round.
        }
    }

    /// <summary>Its vendor tells by itself; it is asked as well, since what it tells may not reach us.</summary>
    private async Task FollowIncoming(Call call, Duration age, CancellationToken ct)
    {
        var over = new CallNews(CallState.Ended);
        var account = await accounts.OfBusiness(ct);
        if (account is null || accounts.SettingsOf(account) is not { } settings || age > (call.State == CallState.RingingUs ? RingsAtMost : Longest)) await news.Handle(call.Id, over, CancellationToken.None);
        else
            try
            {
                var said = await telephony.AskIncoming(settings, call.VendorId!, call.At, ct) ?? over;
                if (said.State > call.State) await news.Handle(call.Id, said, CancellationToken.None);
            }
            catch (TelephonyFailed)
            {
                // Asked again in the next round.
            }
    }

    /// <summary>Its vendor knows it no more, which is how a PBX says that it is over.</summary>
    private static CallNews Gone(Call call) => new(CallState.Ended, call.State switch
    {
        CallState.RingingUs => CallEnd.NotPickedUpHere,
        CallState.RingingThem => CallEnd.NoAnswer,
        CallState.Talking => CallEnd.Talked,
        _ => CallEnd.Unknown,
    });

    private static CallNews Failed(string why) => new(CallState.Ended, CallEnd.Failed) { Error = why };

    private static CallNews Unknown(string why) => new(CallState.Ended, CallEnd.Unknown) { Error = why };
}
