using System.Text;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Integrations.Mail;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data;

/// <summary>What goes out of the house: written here in the transaction of its cause, sent later by whoever claims it. Texts are encrypted at rest.</summary>
public sealed class Outbox(AppDb db, IMailer mailer, IDataProtectionProvider protection, IClock clock)
{
    /// <summary>False where the installation has no mail server: then nothing is written, and people pass links on by hand.</summary>
    public bool IsOn => mailer.IsOn;

    public string Server => mailer.Server;

    private IDataProtector Protector => field ??= protection.CreateProtector("outbox");

    /// <summary>Adds a mail to what is saved next. It is due after <paramref name="rest"/>, while which it may still be rewritten.</summary>
    public OutgoingMessage? Add(MessageKind kind, string recipient, string subject, string text, Guid? aboutId = null, Duration rest = default)
    {
        if (!IsOn) return null;
        var message = OutgoingMessage.Write(db.BusinessId == Guid.Empty ? null : db.BusinessId, kind, recipient, OneLine(subject), Protector.Protect(text), aboutId, clock.GetCurrentInstant(), rest);
        db.Add(message);
        return message;
    }

    /// <summary>As <see cref="Add"/>, to a person by whichever business; a row is written also where <paramref name="text"/> is null, for it is nobody's, and never sent.</summary>
    public void AddForPerson(MessageKind kind, string recipient, string subject, string? text)
    {
        var message = OutgoingMessage.Write(null, kind, recipient, OneLine(subject), Protector.Protect(text ?? new string(' ', 600)), null, clock.GetCurrentInstant(), Duration.Zero);
        if (text is null) message.IsForNobody();
        db.Add(message);
    }

    /// <summary>
    /// As <see cref="Add"/>, by the business's own account to one of its leads: what it says stands in the message itself. <paramref name="rest"/>: while nobody sends it.
    /// </summary>
    public void AddToLead(LeadMessage message, Duration rest = default)
    {
        var kind = message.Channel == MessageChannel.Text ? MessageKind.LeadText : MessageKind.LeadMail;
        var subject = PlainText.Cut(OneLine(message.Subject.Length > 0 ? message.Subject : message.Text), LeadMessage.LongestSubject);
        db.Add(message);
        db.Add(OutgoingMessage.Write(db.BusinessId, kind, message.Address, subject, "", message.Id, clock.GetCurrentInstant(), rest));
    }

    /// <summary>Whether this person was written to about this since then.</summary>
    public Task<bool> WroteSince(Instant since, MessageKind kind, string recipient, CancellationToken ct) =>
        db.OutgoingMessages.AnyAsync(m => m.Recipient == recipient && m.Kind == kind && m.CreatedAt > since, ct);

    /// <summary>The mail about this that still waits and that nobody has begun to send; held, on PostgreSQL, so that nobody begins now.</summary>
    public Task<OutgoingMessage?> Unclaimed(MessageKind kind, Guid aboutId, CancellationToken ct) =>
        db.Unclaimed(kind, aboutId).SingleOrDefaultAsync(ct);

    public void Rewrite(OutgoingMessage message, string subject, string text) => message.Rewrite(OneLine(subject), Protector.Protect(text));

    /// <summary>The text of a message; null where its key is gone.</summary>
    public string? TextOf(OutgoingMessage message)
    {
        try
        {
            return Protector.Unprotect(message.Body);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }

    /// <summary>The messages of this business, whatever became of them.</summary>
    public IQueryable<OutgoingMessage> OfBusiness => db.OutgoingMessages.Where(m => m.BusinessId == db.BusinessId);

    /// <summary>A mail's subject is one line, whatever stands in a name.</summary>
    private static string OneLine(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (var letter in text) line.Append(char.IsControl(letter) ? ' ' : letter);
        return line.ToString().Trim();
    }
}
