using System.Threading.Channels;
using NodaTime;

namespace GarageDoorOS.Web.Data.Live;

/// <summary>One page that is looked at. However often something came while it was not asking, it has come once.</summary>
public sealed class LiveListener(Guid businessId, Guid memberId, Instant until, Action<LiveListener> leave) : IDisposable
{
    private readonly Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private int waiting;

    internal Guid BusinessId => businessId;
    internal Guid MemberId => memberId;
    internal Instant Until => until;

    /// <summary>Waits for what comes next: none is a heartbeat, null the end.</summary>
    public async ValueTask<LiveKinds?> Next()
    {
        if (!await bell.Reader.WaitToReadAsync()) return null;
        bell.Reader.TryRead(out _); // before what waits is taken: what comes between rings again
        return (LiveKinds)Interlocked.Exchange(ref waiting, 0);
    }

    public void Dispose()
    {
        leave(this);
        End();
    }

    internal void Tell(LiveKinds kinds)
    {
        Interlocked.Or(ref waiting, (int)kinds);
        bell.Writer.TryWrite(true);
    }

    internal void End() => bell.Writer.TryComplete();
}
