using System.Globalization;
using System.Net.ServerSentEvents;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Live;
using GarageDoorOS.Web.Http;
using NodaTime;

namespace GarageDoorOS.Web.Features.Live;

/// <summary>Tells a page, as long as somebody looks at it, that leads or calls of its business have changed, and nothing more: the page asks again for what it shows.</summary>
public sealed class FollowChanges(AppDb db, CurrentUser user, LiveSignals signals, IClock clock)
{
    /// <summary>At most two signals a second: what comes between is one.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromSeconds(0.5), ComeAgain = TimeSpan.FromSeconds(1);

    /// <summary><paramref name="since"/>: when the page was drawn, in milliseconds since 1970. Whoever comes again says by itself what it heard last.</summary>
    public static async Task<IResult> FromPage(string? since, FollowChanges follow, HttpContext context)
    {
        if (!context.Request.Headers.Accept.ToString().Contains("text/event-stream", StringComparison.OrdinalIgnoreCase))
            return Answers.Refuse(context, 406, "event_stream_only", "Pages listen here by themselves; there is nothing to read.");
        var last = context.Request.Headers["Last-Event-ID"].ToString();
        // Too many: a page that is told to stop asks by the clock.
        if (await follow.Handle(Read(last.Length > 0 ? last : since)) is not { } listener) return Results.NoContent();
        context.Response.RegisterForDispose(listener);
        context.RequestAborted.UnsafeRegister(gone => ((LiveListener)gone!).Dispose(), listener);
        context.Response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(follow.Events(listener));
    }

    /// <summary>It waits for minutes, and holds no connection to the database meanwhile.</summary>
    public async Task<LiveListener?> Handle(Instant? since)
    {
        await db.LetGo();
        return signals.Listen(db.BusinessId, user.CallerId, since);
    }

    private async IAsyncEnumerable<SseItem<string>> Events(LiveListener listener)
    {
        // At once: a page behind a proxy that keeps answers back hears nothing, and asks by the clock.
        yield return Event("beat");
        while (await listener.Next() is { } kinds)
        {
            if (kinds == LiveKinds.None) yield return Event("beat");
            if (kinds.HasFlag(LiveKinds.Calls)) yield return Event("calls");
            if (kinds.HasFlag(LiveKinds.Leads)) yield return Event("leads");
            await Task.Delay(Gap);
        }
    }

    private SseItem<string> Event(string name) =>
        new("", name) { EventId = clock.GetCurrentInstant().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture), ReconnectionInterval = ComeAgain };

    private static Instant? Read(string? since) =>
        long.TryParse(since, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < 100_000_000_000_000 ? Instant.FromUnixTimeMilliseconds(at) : null;
}
