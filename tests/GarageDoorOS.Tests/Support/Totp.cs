using System.Buffers.Binary;
using System.Security.Cryptography;

namespace GarageDoorOS.Tests.Support;

/// <summary>An authenticator app: RFC 6238 with the usual six digits and thirty seconds, by the clock of the machine as Identity reads it.</summary>
public sealed class Totp(string key)
{
    private const int Step = 30;

    /// <summary>The code that it shows now, or so many steps from now.</summary>
    public string Code(int later = 0)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / Step + later);
        var hash = HMACSHA1.HashData(Bytes(), counter);
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6");
    }

    /// <summary>Six digits that it shows at none of the moments near now.</summary>
    public string Wrong() => Enumerable.Range(0, 100).Select(i => i.ToString("D6")).First(code => Enumerable.Range(-5, 11).All(later => Code(later) != code));

    private byte[] Bytes()
    {
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
        var bits = string.Concat(key.Replace(" ", "").ToUpperInvariant().Select(letter => Convert.ToString(Letters.IndexOf(letter), 2).PadLeft(5, '0')));
        return [.. bits.Chunk(8).Where(eight => eight.Length == 8).Select(eight => Convert.ToByte(new string(eight), 2))];
    }
}
