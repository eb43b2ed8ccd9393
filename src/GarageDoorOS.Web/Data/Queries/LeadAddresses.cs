using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>Where leads are written to, and by what.</summary>
public static class LeadAddresses
{
    /// <summary>The first number in E.164 that is no extension, or the first e-mail in its one spelling; null where there is none.</summary>
    public static string? AddressFor(this Lead lead, MessageChannel channel) => lead.AddressesFor(channel).FirstOrDefault();

    public static IEnumerable<string> AddressesFor(this Lead lead, MessageChannel channel) => channel == MessageChannel.Text
        ? lead.Phones.Where(p => p.Extension is null).Select(p => p.E164).OfType<string>()
        : lead.Emails.Select(e => EmailAddress.TryNormalise(e, out var normalised) ? normalised : null).OfType<string>();

    /// <summary>Whether the business has an account to write by.</summary>
    public static Task<bool> CanWriteBy(this AppDb db, MessageChannel channel, CancellationToken ct) =>
        channel == MessageChannel.Email ? db.MailAccounts.AnyAsync(ct) : db.SmsAccounts.AnyAsync(ct);
}
