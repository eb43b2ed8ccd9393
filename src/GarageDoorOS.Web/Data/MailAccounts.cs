using System.Security.Cryptography;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Integrations.Mail;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data;

/// <summary>The account by which the business writes to its leads. Its password is encrypted at rest, and read only to sign in at its server; so is the key of its answers, read only to know who brings them.</summary>
public sealed class MailAccounts(AppDb db, IDataProtectionProvider protection)
{
    private IDataProtector Protector => field ??= protection.CreateProtector("mail-account");
    private IDataProtector InboundProtector => field ??= protection.CreateProtector("mail-inbound");

    public Task<MailAccount?> OfBusiness(CancellationToken ct) => db.MailAccounts.SingleOrDefaultAsync(ct);

    public string Protect(string password) => Protector.Protect(password);

    public string ProtectInboundKey(string key) => InboundProtector.Protect(key);

    /// <summary>False where its key is gone: then somebody types the password again.</summary>
    public bool CanSignIn(MailAccount account) => account.User is null || PasswordOf(account) is not null;

    /// <summary>All that its server wants; null where <see cref="CanSignIn"/> is false.</summary>
    public MailAccountSettings? SettingsOf(MailAccount account) =>
        CanSignIn(account) ? new(account.Host, account.Port, account.User, PasswordOf(account), account.FromAddress) : null;

    /// <summary>Null where none was typed, or what it was encrypted with is gone: then no answer is genuine.</summary>
    public string? InboundKeyOf(MailAccount account) => Read(InboundProtector, account.InboundKey);

    private string? PasswordOf(MailAccount account) => Read(Protector, account.Password);

    private static string? Read(IDataProtector protector, string? secret)
    {
        if (secret is null) return null;
        try
        {
            return protector.Unprotect(secret);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
