using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GarageDoorOS.Domain.Calls;

namespace GarageDoorOS.Web.Features.Account;

/// <summary>The code that a phone says: six digits that nobody can foresee, kept as a hash that is right for one member and one number alone.</summary>
internal static class PhoneCode
{
    /// <summary>What a phone says that nobody rings.</summary>
    public const string Pretended = "123456";

    public static string New() => RandomNumberGenerator.GetInt32((int)Math.Pow(10, MemberPhone.CodeDigits)).ToString(CultureInfo.InvariantCulture).PadLeft(MemberPhone.CodeDigits, '0');

    public static string HashOf(Guid businessId, Guid memberId, string number, string code) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{businessId} {memberId} {number} {code}")));

    /// <summary>Slowly, digit by digit. There are no other digits in it: a PBX says those alone.</summary>
    public static string Words(string code) => $"Your code is {string.Join(", ", code.AsEnumerable())}.";
}
