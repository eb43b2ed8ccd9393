using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Integrations.Mail;
using NodaTime;

namespace GarageDoorOS.Web.Features.Messages;

/// <summary>Sends what waits: each message once, by the node that has claimed it, and again later what the mail server did not take.</summary>
public sealed class SendMessages(AppDb db, Outbox outbox, OutboxClaims claims, IMailer mailer, IClock clock)
{
    private const int AtOnce = 20;

    /// <summary>True when there may be more.</summary>
    public async Task<bool> Handle(CancellationToken ct)
    {
        if (!mailer.IsOn) return false;
        var ids = await claims.Claim(AtOnce, ct);
        if (ids.Count == 0) return false;
        try
        {
            await Send(ids, ct);
        }
        finally
        {
            // Also when the program stops: another node, or the next start, goes on at once.
            await claims.Release(CancellationToken.None);
        }
        return ids.Count == AtOnce;
    }

    private async Task Send(IReadOnlyList<Guid> ids, CancellationToken ct)
    {
        IMailConnection? connection = null;
        try
        {
            foreach (var id in ids)
            {
                ct.ThrowIfCancellationRequested();
                if (await claims.Begin(id, ct) is not { } message) continue;
                var failed = await Try(async () =>
                {
                    var mail = await MailOf(message, ct);
                    connection ??= await mailer.Connect();
                    await connection.Send(mail);
                });
                // It is out or it is not: that is written down even if the program is told to stop meanwhile.
                var now = clock.GetCurrentInstant();
                await claims.End(message, became => { if (failed is null) became.Sent(now); else became.Missed(failed.Message, failed.Never, now); }, CancellationToken.None);
                if (failed is { Never: false } && connection is not null)
                {
                    await connection.DisposeAsync();
                    connection = null;
                }
            }
        }
        finally
        {
            if (connection is not null) await connection.DisposeAsync();
        }
    }

    private static async Task<MailFailed?> Try(Func<Task> send)
    {
        try
        {
            await send();
            return null;
        }
        catch (MailFailed failed)
        {
            return failed;
        }
    }

    private async Task<Mail> MailOf(OutgoingMessage message, CancellationToken ct)
    {
        var text = outbox.TextOf(message) ?? throw new MailFailed("The key that this was encrypted with is gone.", never: true);
        return new(message.Id, message.BusinessId is { } business ? await db.NameOf(business, ct) : null, message.Recipient, message.Subject, text);
    }
}
