using System.Buffers.Text;
using System.Security.Cryptography;

namespace GarageDoorOS.Web.Access;

/// <summary>The secret in a link that opens a door of a business: 256 random bits behind the business's id. Only its hash is kept.</summary>
internal static class LinkSecret
{
    private const int IdBytes = 16, SecretBytes = 32;

    public static (string Token, string Hash) Make(Guid businessId)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        return (Base64Url.EncodeToString([.. businessId.ToByteArray(bigEndian: true), .. secret]), Hash(secret));
    }

    /// <summary>Of which business a token is, and the hash that is kept of it; null where it is none.</summary>
    public static (Guid BusinessId, string Hash)? Read(string? token)
    {
        if (token is null || token.Length > 100 || !Base64Url.IsValid(token)) return null;
        var bytes = Base64Url.DecodeFromChars(token);
        return bytes.Length == IdBytes + SecretBytes ? (new Guid(bytes.AsSpan(0, IdBytes), bigEndian: true), Hash(bytes.AsSpan(IdBytes))) : null;
    }

    private static string Hash(ReadOnlySpan<byte> secret) => Convert.ToHexStringLower(SHA256.HashData(secret));
}
