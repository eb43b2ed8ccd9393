using System.Security.Cryptography;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Integrations.Sms;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data;

/// <summary>The account by which the business texts its leads. Its token is encrypted at rest, and read only to call its vendor and to know the vendor's calls.</summary>
public sealed class SmsAccounts(AppDb db, IDataProtectionProvider protection)
{
    private IDataProtector Protector => field ??= protection.CreateProtector("sms-account");

    public Task<SmsAccount?> OfBusiness(CancellationToken ct) => db.SmsAccounts.SingleOrDefaultAsync(ct);

    public string Protect(string token) => Protector.Protect(token);

    /// <summary>False where its key is gone: then somebody types the token again.</summary>
    public bool CanSend(SmsAccount account) => SettingsOf(account) is not null;

    /// <summary>All that its vendor wants; null where <see cref="CanSend"/> is false.</summary>
    public SmsAccountSettings? SettingsOf(SmsAccount account) =>
        !account.Facts.NeedsToken ? new(account.Vendor, account.AccountId, "", account.From)
        : TokenOf(account) is { } token ? new(account.Vendor, account.AccountId, token, account.From) : null;

    private string? TokenOf(SmsAccount account)
    {
        if (account.Token is null) return null;
        try
        {
            return Protector.Unprotect(account.Token);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
