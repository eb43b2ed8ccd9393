using System.Security.Cryptography;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Integrations.Telephony;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data;

/// <summary>The account by which the business calls its leads. Its secret is encrypted at rest, and read only to ask its vendor and to know the vendor's calls.</summary>
public sealed class TelephonyAccounts(AppDb db, IDataProtectionProvider protection)
{
    private IDataProtector Protector => field ??= protection.CreateProtector("telephony-account");

    public Task<TelephonyAccount?> OfBusiness(CancellationToken ct) => db.TelephonyAccounts.SingleOrDefaultAsync(ct);

    public string Protect(string secret) => Protector.Protect(secret);

    /// <summary>False where its key is gone: then somebody types the secret again.</summary>
    public bool CanCall(TelephonyAccount account) => SettingsOf(account) is not null;

    /// <summary>All that its vendor wants; null where <see cref="CanCall"/> is false.</summary>
    public TelephonySettings? SettingsOf(TelephonyAccount account) =>
        (account.Facts.NeedsSecret ? SecretOf(account) : "") is { } secret
            ? new(account.Vendor, account.AccountId, secret, account.Number, account.Address.Length == 0 ? null : new(account.Address), account.DialPattern) : null;

    private string? SecretOf(TelephonyAccount account)
    {
        if (account.Secret is null) return null;
        try
        {
            return Protector.Unprotect(account.Secret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
