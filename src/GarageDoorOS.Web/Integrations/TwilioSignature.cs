using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;

namespace GarageDoorOS.Web.Integrations;

/// <summary>The proof that a call is Twilio's: the address that was called and all that was sent, signed with the token of the account.</summary>
public static class TwilioSignature
{
    public const string Header = "X-Twilio-Signature";

    /// <summary><paramref name="url"/>: the whole address as the vendor knows it, its query included.</summary>
    public static string Of(string token, string url, IEnumerable<KeyValuePair<string, StringValues>> form)
    {
        var signed = new StringBuilder(url);
        foreach (var (name, values) in form.OrderBy(field => field.Key, StringComparer.Ordinal))
            foreach (var value in values.Select(v => v ?? "").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)) signed.Append(name).Append(value);
#pragma warning disable CA5350 // Twilio signs with SHA-1 and nothing else; as a keyed hash it still holds
        return Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(signed.ToString())));
#pragma warning restore CA5350
    }

    /// <summary>Takes as long for a wrong one as for the right one.</summary>
    public static bool IsGenuine(string? signature, string token, string url, IEnumerable<KeyValuePair<string, StringValues>> form) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature ?? ""), Encoding.UTF8.GetBytes(Of(token, url, form)));
}
