using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Domain.Nurture;
using NodaTime;

namespace GarageDoorOS.Domain.Calls;

/// <summary>Who rang whom. The numbers are stored.</summary>
public enum CallDirection { Outbound = 0, Inbound = 1 }

/// <summary>How far a call is. It only ever goes on: news that come late or twice change nothing. The numbers are stored, and their order is that of a call.</summary>
public enum CallState { Requested = 0, Placing = 1, RingingUs = 2, RingingThem = 3, Talking = 4, Ended = 5 }

/// <summary>How it ended. The numbers are stored.</summary>
public enum CallEnd { Talked = 0, NoAnswer = 1, Busy = 2, NotPickedUpHere = 3, Failed = 4, Unknown = 5, HungUp = 6, Missed = 7 }

/// <summary>A telephone call with a lead, a customer or somebody unknown: one that we place, one that comes in, or one that was made elsewhere, either way, and noted by hand.</summary>
public sealed class Call : IBusinessRecord, IVersioned
{
    public const int LongestError = 300;

    private Call() { }

    public Guid BusinessId { get; private set; }
    public Guid Id { get; private set; }
    public CallDirection Direction { get; private set; }
    public Guid? LeadId { get; private set; }
    public Guid? CustomerId { get; private set; }

    /// <summary>Who of us it is, or is to be.</summary>
    public Guid? MemberId { get; private set; }

    /// <summary>Their number as E.164; empty where they withheld it.</summary>
    public string Number { get; private set; } = "";
    public CallState State { get; private set; }
    public CallEnd? End { get; private set; }

    /// <summary>Why it came to nothing, in words.</summary>
    public string? Error { get; private set; }

    /// <summary>What the vendor calls it.</summary>
    public string? VendorId { get; private set; }

    /// <summary>Whoever called does not want to be asked now: it stays open in the log.</summary>
    public bool IsPutOff { get; private set; }

    /// <summary>It was made elsewhere, and somebody noted it.</summary>
    public bool IsNoted { get; private set; }
    public Instant At { get; private set; }
    public Instant? TalkingSince { get; private set; }
    public Instant? EndedAt { get; private set; }

    /// <summary>Of the talk; null where there was none.</summary>
    public int? Seconds { get; private set; }

    /// <summary>Where the vendor keeps what was recorded.</summary>
    public string? RecordingUrl { get; private set; }

    /// <summary>What happened, as whoever called says; null until somebody does.</summary>
    public TaskOutcome? Outcome { get; private set; }
    public string Note { get; private set; } = "";
    public ActorIdentity? LoggedBy { get; private set; }
    public Instant? LoggedAt { get; private set; }
    public int Version { get; private set; } = 1;

    public bool IsLive => State != CallState.Ended;

    /// <summary>It is over, and nobody has said yet what came of it.</summary>
    public bool IsOpen { get; private set; }

    public static Call Place(Guid businessId, CallParty with, Guid memberId, string number, Instant now) => new()
    {
        BusinessId = businessId,
        Id = Guid.CreateVersion7(),
        LeadId = with.LeadId,
        CustomerId = with.CustomerId,
        MemberId = memberId,
        Number = number,
        At = now,
    };

    /// <summary>One that was made elsewhere. <paramref name="seconds"/>: how long they talked, where somebody knows.</summary>
    public static Call Noted(Guid businessId, CallParty with, CallDirection direction, Guid? memberId, string number, TaskOutcome outcome, int? seconds, Instant at) => new()
    {
        BusinessId = businessId,
        Id = Guid.CreateVersion7(),
        Direction = direction,
        LeadId = with.LeadId,
        CustomerId = with.CustomerId,
        MemberId = memberId,
        Number = number,
        State = CallState.Ended,
        End = outcome == TaskOutcome.NoAnswer ? CallEnd.NoAnswer : CallEnd.Talked,
        IsNoted = true,
        At = at,
        EndedAt = at,
        Seconds = seconds,
    };

    /// <summary>One that comes in, and rings whoever is on duty.</summary>
    public static Call Arrive(Guid businessId, CallParty with, string number, string vendorId, Instant now) => new()
    {
        BusinessId = businessId,
        Id = Guid.CreateVersion7(),
        Direction = CallDirection.Inbound,
        LeadId = with.LeadId,
        CustomerId = with.CustomerId,
        Number = number,
        State = CallState.RingingUs,
        VendorId = vendorId,
        At = now,
    };

    /// <summary>Whoever claims it calls the vendor now, and nobody else will; false where somebody has claimed it already.</summary>
    public bool BeginPlacing()
    {
        if (State != CallState.Requested) return false;
        State = CallState.Placing;
        Version++;
        return true;
    }

    /// <summary>The vendor has taken it and rings whoever called.</summary>
    public void Placed(string vendorId)
    {
        VendorId ??= vendorId;
        if (State < CallState.RingingUs) State = CallState.RingingUs;
        Version++;
    }

    /// <summary>What the vendor says of it; false where that is no news: it comes late, twice, and in any order.</summary>
    public bool Hear(CallNews news, Instant now)
    {
        var isNew = news.State > State;
        if (isNew)
        {
            State = news.State;
            if (State == CallState.Talking) (TalkingSince, MemberId) = (now, news.Member ?? MemberId);
            if (State == CallState.Ended)
            {
                (End, EndedAt) = (news.End ?? EndOfItself, now);
                Error = news.Error is null ? null : PlainText.Cut(PlainText.OneLine(news.Error), LongestError);
                if (End == CallEnd.Talked) Seconds = news.Seconds ?? (TalkingSince is { } since ? (int)(now - since).TotalSeconds : null);
            }
        }
        else if (State == CallState.Ended && End == CallEnd.Unknown && news is { State: CallState.Ended, End: { } known and not CallEnd.Unknown })
        {
            // It was not clear whether it came about; now it is.
            (End, Error, Seconds, isNew) = (known, news.Error, news.Seconds ?? Seconds, true);
        }
        if (news.Recording is { } recording && RecordingUrl is null && recording.StartsWith("https://", StringComparison.Ordinal)) (RecordingUrl, isNew) = (recording, true);
        if (State == CallState.Ended && End == CallEnd.Talked && Seconds is null && news.Seconds is { } seconds) (Seconds, isNew) = (seconds, true);
        IsOpen = State == CallState.Ended && LoggedAt is null && End is not (CallEnd.Failed or CallEnd.NotPickedUpHere);
        if (isNew) Version++;
        return isNew;
    }

    /// <summary>Somebody has called them back, or heard from them: a missed call wants no word any more.</summary>
    public void Answered()
    {
        IsOpen = false;
        Version++;
    }

    /// <summary>Whoever called is a lead now.</summary>
    public void BelongTo(Guid leadId)
    {
        LeadId = leadId;
        Version++;
    }

    public void PutOff()
    {
        IsPutOff = true;
        Version++;
    }

    /// <summary>What follows from how far it was, where nobody says more than that it is over.</summary>
    private CallEnd EndOfItself => Direction == CallDirection.Outbound ? CallEnd.Unknown : TalkingSince is null ? CallEnd.Missed : CallEnd.Talked;

    /// <summary>What can have happened on the phone.</summary>
    public static IReadOnlyList<TaskOutcome> Outcomes { get; } = [TaskOutcome.Reached, TaskOutcome.LeftMessage, TaskOutcome.NoAnswer, TaskOutcome.NotInterested, TaskOutcome.WrongNumber];

    /// <summary>What happened, by whoever was on the phone.</summary>
    public void Log(TaskOutcome outcome, string note, ActorIdentity by, Instant now)
    {
        (Outcome, Note, LoggedBy, LoggedAt, IsOpen) = (outcome, note, by, now, false);
        Version++;
    }
}

/// <summary>With whom: a lead, a customer, or nobody known.</summary>
public readonly record struct CallParty(Guid? LeadId, Guid? CustomerId);

/// <summary>What a vendor says of a call, in our words. <paramref name="End"/>: null where it says only that it is over. <see cref="Seconds"/>: of the talk; <see cref="Member"/>: who of us took it.</summary>
public sealed record CallNews(CallState State, CallEnd? End = null)
{
    public Guid? Member { get; init; }
    public int? Seconds { get; init; }
    public string? Recording { get; init; }
    public string? Error { get; init; }
}
