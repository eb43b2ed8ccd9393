using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace GarageDoorOS.Web.Integrations.Mail.Mailgun;

/// <summary>
/// The proof that a call is Mailgun's: its time and a word that it never says twice, signed with the key of the account. What it brings is not signed; only TLS keeps that, so a call is
/// good for a quarter of an hour.
/// </summary>
public sealed record MailgunSignature(string? Timestamp, string? Token, string? Signature)
{
    private static readonly Duration Longest = Duration.FromMinutes(15);

    public static string Of(string key, string? timestamp, string? token) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(timestamp + token)));

    /// <summary>Takes as long for a wrong one as for the right one.</summary>
    public bool IsGenuine(string key, Instant now)
    {
        var isSigned = CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Signature ?? ""), Encoding.UTF8.GetBytes(Of(key, Timestamp, Token)));
        return isSigned && !string.IsNullOrEmpty(Token) && IsOfNow(now);
    }

    private bool IsOfNow(Instant now) => long.TryParse(Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs((decimal)seconds - now.ToUnixTimeSeconds()) <= (decimal)Longest.TotalSeconds;
}
