using System.Security.Cryptography;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace GarageDoorOS.Web.Access;

/// <summary>Links by which who got a mail ends such mails without signing in. Nobody can make one but us, and they hold as long as the key ring.</summary>
public sealed class UnsubscribeLinks(IDataProtectionProvider protection, PublicUrl address)
{
    public const string Path = "/unsubscribe";

    private const int Length = 16;

    private IDataProtector Protector => field ??= protection.CreateProtector("unsubscribe");

    public string Of(Guid businessId, Guid messageId)
    {
        byte[] whole = [.. businessId.ToByteArray(), .. messageId.ToByteArray()];
        return address.Of($"{Path}/{WebEncoders.Base64UrlEncode(Protector.Protect(whole))}");
    }

    /// <summary>The business and the message that a link belongs to; null where it is none of ours.</summary>
    public (Guid Business, Guid Message)? Read(string token)
    {
        try
        {
            return Protector.Unprotect(WebEncoders.Base64UrlDecode(token)) is { Length: 2 * Length } whole ? (new(whole[..Length]), new(whole[Length..])) : null;
        }
        catch (Exception wrong) when (wrong is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
