using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Http;
using NodaTime;

namespace GarageDoorOS.Web.Features.Calls;

/// <summary>A call with a lead, a customer, or somebody unknown.</summary>
public sealed record CallJson
{
    public required Guid Id { get; init; }

    /// <summary>outbound or inbound.</summary>
    public required string Direction { get; init; }
    public required Guid? LeadId { get; init; }
    public required Guid? CustomerId { get; init; }

    /// <summary>Who of us placed it or took it; null for one that nobody took.</summary>
    public required Guid? MemberId { get; init; }

    /// <summary>Theirs, as E.164; empty where it was withheld.</summary>
    public required string Number { get; init; }

    /// <summary>requested, placing, ringing_us, ringing_them, talking, ended; it only goes on.</summary>
    public required string State { get; init; }

    /// <summary>talked, no_answer, busy, not_picked_up_here, failed, unknown, hung_up, missed; null while it is going on. unknown: nobody can say whether it came about.</summary>
    public required string? Ended { get; init; }

    /// <summary>Why it came to nothing, in words.</summary>
    public required string? Error { get; init; }
    public required Instant At { get; init; }
    public required Instant? EndedAt { get; init; }

    /// <summary>Of the talk; null where there was none.</summary>
    public required int? Seconds { get; init; }
    public required string? RecordingUrl { get; init; }

    /// <summary>What happened, as whoever called said: reached, left_message, no_answer, not_interested, wrong_number; null until somebody does.</summary>
    public required string? Outcome { get; init; }
    public required string Note { get; init; }

    /// <summary>It wants a word: nobody has said yet what came of it.</summary>
    public required bool IsOpen { get; init; }

    /// <summary>It was made elsewhere, and somebody noted it.</summary>
    public required bool IsNoted { get; init; }
    public required int Version { get; init; }

    public static CallJson Of(Call call) => new()
    {
        Id = call.Id,
        Direction = call.Direction.Word(),
        LeadId = call.LeadId,
        CustomerId = call.CustomerId,
        MemberId = call.MemberId,
        Number = call.Number,
        State = call.State.Word(),
        Ended = call.End?.Word(),
        Error = call.Error,
        At = call.At,
        EndedAt = call.EndedAt,
        Seconds = call.Seconds,
        RecordingUrl = call.RecordingUrl,
        Outcome = call.Outcome?.Word(),
        Note = call.Note,
        IsOpen = call.IsOpen,
        IsNoted = call.IsNoted,
        Version = call.Version,
    };
}

internal static class CallAnswers
{
    public static IResult Ok(this Call call, HttpResponse response)
    {
        response.ETag(call.Version);
        return TypedResults.Ok(CallJson.Of(call));
    }
}
