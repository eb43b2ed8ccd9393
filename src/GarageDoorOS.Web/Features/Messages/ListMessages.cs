using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Messages.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Messages;

/// <summary>What goes out of the business, to its team and to its leads: what failed first, then what waits, then what was sent lately.</summary>
public sealed class ListMessages(Outbox outbox)
{
    private const int Most = 200;

    /// <summary><c>nextTry</c>: when it is tried again; null unless it waits.</summary>
    public sealed record Row(Guid Id, MessageKind Kind, string Recipient, string Subject, MessageState State, int Attempts, Instant CreatedAt, Instant? SentAt, Instant? NextTry, string? LastError);

    /// <summary><c>mailServer</c>: null where the installation sends no mail.</summary>
    public sealed record Response(string? MailServer, IReadOnlyList<Row> Items);

    public static async Task<IResult> FromPage(ListMessages list, Html html, CancellationToken ct) => html.Page<MessagesPage>(new { View = await list.Handle(ct), html.Viewer });

    public static async Task<IResult> FromApi(ListMessages list, CancellationToken ct) => Results.Ok(await list.Handle(ct));

    public async Task<Response> Handle(CancellationToken ct)
    {
        var messages = await outbox.OfBusiness.AsNoTracking()
            .OrderBy(m => m.State == MessageState.Failed ? 0 : m.State == MessageState.Waiting ? 1 : 2).ThenByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Take(Most).ToListAsync(ct);
        return new(outbox.IsOn ? outbox.Server : null, [.. messages.Select(Of)]);
    }

    internal static Row Of(OutgoingMessage m) =>
        new(m.Id, m.Kind, m.Recipient, m.Subject, m.State, m.Attempts, m.CreatedAt, m.SentAt, m.State == MessageState.Waiting ? m.DueAt : null, m.LastError);
}
