using NodaTime;

namespace GarageDoorOS.Domain;

/// <summary>Ids that begin with a moment (version 7): sorted by them, lines stand in the order of time, to the millisecond.</summary>
public static class MomentId
{
    public static Guid New(Instant at) => Guid.CreateVersion7(Within(at).ToDateTimeOffset());

    /// <summary>Before every id of this moment and later, after every earlier one.</summary>
    public static Guid FirstAt(Instant at)
    {
        Span<byte> bytes = stackalloc byte[16];
        var milliseconds = Within(at).ToUnixTimeMilliseconds();
        for (var i = 0; i < 6; i++) bytes[i] = (byte)(milliseconds >> (40 - 8 * i));
        return new(bytes, bigEndian: true);
    }

    /// <summary>The moment that an id begins with.</summary>
    public static Instant Of(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        long milliseconds = 0;
        for (var i = 0; i < 6; i++) milliseconds = (milliseconds << 8) | bytes[i];
        return Instant.FromUnixTimeMilliseconds(milliseconds);
    }

    private static Instant Within(Instant at) => Instant.Max(at, NodaConstants.UnixEpoch);
}
