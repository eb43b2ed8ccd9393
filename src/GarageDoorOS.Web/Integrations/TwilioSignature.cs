using System.Security.Cryptography;
using System.Text;
using GarageDoorOS.Web.Http;
using Microsoft.Extensions.Primitives;

namespace GarageDoorOS.Web.Integrations;

/// <summary>The proof that a call is Twilio's: the address that was called and all that was sent, signed with the token of the account.</summary>
public static class TwilioSignature
{
    public const string Header = "X-Twilio-Signature";

    /// <summary>Signed with by nobody: where there is no token, as much is worked out.</summary>
    private const string NoToken = "0123456789abcdef0123456789abcdef";

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

    /// <summary>Whether Twilio sent this, by the address that we told it: the Host header is whatever the caller likes. Without a token, and where the world does not find us, it did not.</summary>
    public static bool IsOf(HttpRequest request, IFormCollection form, string? token, PublicUrl urls)
    {
        var isGenuine = IsGenuine(request.Headers[Header], token ?? NoToken, urls.Of(request.Path + request.QueryString), form);
        return isGenuine && token is not null && urls.Given is not null;
    }

    /// <summary>Takes as long for a wrong one as for the right one.</summary>
    public static bool IsGenuine(string? signature, string token, string url, IEnumerable<KeyValuePair<string, StringValues>> form) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(signature ?? ""), Encoding.UTF8.GetBytes(Of(token, url, form)));
}
