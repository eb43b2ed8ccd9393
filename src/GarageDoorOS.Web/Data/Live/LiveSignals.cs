using System.Threading.Channels;
using NodaTime;

namespace GarageDoorOS.Web.Data.Live;

/// <summary>
/// Tells the pages of a business that some of its leads or calls have changed, never which: so nothing can leak by it, and each page asks again for what it shows,
/// by its own right. Of one program; <see cref="NodeLink"/> carries it to others.
/// </summary>
public sealed class LiveSignals
{
    /// <summary>Pages that listen at a time: in a business, and of one person in all their browsers.</summary>
    public const int MostOfBusiness = 500, MostOfMember = 12;

    // A page says when it was drawn: by another clock, perhaps, and after it had read its rows.
    private static readonly Duration Margin = Duration.FromSeconds(1), Shortest = Duration.FromMinutes(4), Spread = Duration.FromMinutes(2);

    private readonly IClock clock;
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, Room> rooms = [];
    private readonly Channel<bool> news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private Dictionary<Guid, LiveKinds> unsaid = [];
    private bool isOpen = true, isCarried, isOver;
    private Instant knownSince;

    public LiveSignals(IClock clock, IHostApplicationLifetime? life = null)
    {
        (this.clock, knownSince) = (clock, clock.GetCurrentInstant());
        life?.ApplicationStopping.Register(() => { isOver = true; Close(); }); // a program that stops waits for its requests, and these never end
    }

    /// <summary>How many listen in a business.</summary>
    public int CountIn(Guid businessId)
    {
        lock (gate) return rooms.TryGetValue(businessId, out var room) ? room.Listeners.Count : 0;
    }

    /// <summary>How often something of a business was saved here, or elsewhere so that pages are told; it only grows.</summary>
    public long SavesIn(Guid businessId)
    {
        lock (gate) return rooms.TryGetValue(businessId, out var room) ? room.Saves : 0;
    }

    /// <summary>A page begins to listen, and is told at once of what has changed since it was drawn; null where there are too many, or where this program does not hear of everything.</summary>
    public LiveListener? Listen(Guid businessId, Guid memberId, Instant? since)
    {
        var now = clock.GetCurrentInstant();
        lock (gate)
        {
            var room = RoomOf(businessId);
            if (!isOpen || room.Listeners.Count >= MostOfBusiness || room.Listeners.Count(other => other.MemberId == memberId) >= MostOfMember) return null;
            // Not all at the same moment: who came together after a start would come together again and again.
            var listener = new LiveListener(businessId, memberId, now + Shortest + Spread * Random.Shared.NextDouble(), Leave);
            room.Listeners.Add(listener);
            listener.Tell(since is null ? LiveKinds.None : since < knownSince ? LiveKinds.All : room.Since(since.Value - Margin));
            return listener;
        }
    }

    /// <summary>Something of this program has been saved.</summary>
    public void Publish(Guid businessId, LiveKinds kinds)
    {
        Deliver(businessId, kinds);
        if (!isCarried || kinds == LiveKinds.None) return;
        lock (gate) unsaid[businessId] = unsaid.GetValueOrDefault(businessId) | kinds;
        news.Writer.TryWrite(true);
    }

    /// <summary>Something has been saved, here or by another program.</summary>
    internal void Deliver(Guid businessId, LiveKinds kinds)
    {
        var now = clock.GetCurrentInstant();
        lock (gate) RoomOf(businessId).Tell(kinds, now);
    }

    /// <summary>Says to all that the way to them is open, and ends those who have listened for minutes: they come again, and are asked anew who they are.</summary>
    public void Beat()
    {
        var now = clock.GetCurrentInstant();
        lock (gate)
            foreach (var listener in rooms.Values.SelectMany(room => room.Listeners))
                if (listener.Until <= now) listener.End();
                else listener.Tell(LiveKinds.None);
    }

    /// <summary>There are other programs: nobody listens before <see cref="Open"/>, and what is published waits to be carried there.</summary>
    internal void IsOneOfSeveral()
    {
        isCarried = true;
        Close();
    }

    /// <summary>From now on this program hears of everything; of what was before nobody knows.</summary>
    public void Open()
    {
        lock (gate) (isOpen, knownSince) = (!isOver, clock.GetCurrentInstant());
    }

    /// <summary>Ends all who listen: what this program hears of is not everything any more. They ask by the clock until it is.</summary>
    public void Close()
    {
        lock (gate)
        {
            isOpen = false;
            foreach (var listener in rooms.Values.SelectMany(room => room.Listeners)) listener.End();
        }
    }

    /// <summary>Waits until there is something to carry to other programs.</summary>
    internal async Task News(CancellationToken ct) => await news.Reader.ReadAsync(ct);

    /// <summary>What is to be carried to others, which is then forgotten.</summary>
    internal IReadOnlyDictionary<Guid, LiveKinds> Take()
    {
        lock (gate)
        {
            var taken = unsaid;
            unsaid = [];
            return taken;
        }
    }

    /// <summary>It could not be carried: it waits for the next time.</summary>
    internal void PutBack(IReadOnlyDictionary<Guid, LiveKinds> taken)
    {
        lock (gate)
            foreach (var (business, kinds) in taken) unsaid[business] = unsaid.GetValueOrDefault(business) | kinds;
        news.Writer.TryWrite(true);
    }

    private void Leave(LiveListener listener)
    {
        lock (gate) RoomOf(listener.BusinessId).Listeners.Remove(listener);
    }

    private Room RoomOf(Guid businessId) => rooms.TryGetValue(businessId, out var room) ? room : rooms[businessId] = new();

    /// <summary>Who listens in a business, and when something of each kind changed last.</summary>
    private sealed class Room
    {
        private Instant leads = Instant.MinValue, calls = Instant.MinValue;

        public HashSet<LiveListener> Listeners { get; } = [];

        public long Saves { get; private set; }

        public LiveKinds Since(Instant then) => (leads >= then ? LiveKinds.Leads : LiveKinds.None) | (calls >= then ? LiveKinds.Calls : LiveKinds.None);

        public void Tell(LiveKinds kinds, Instant now)
        {
            Saves++;
            if (kinds == LiveKinds.None) return;
            if (kinds.HasFlag(LiveKinds.Leads)) leads = now;
            if (kinds.HasFlag(LiveKinds.Calls)) calls = now;
            foreach (var listener in Listeners) listener.Tell(kinds);
        }
    }
}
