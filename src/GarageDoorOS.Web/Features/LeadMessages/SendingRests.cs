using System.Collections.Concurrent;
using GarageDoorOS.Domain.Messages;
using NodaTime;

namespace GarageDoorOS.Web.Features.LeadMessages;

/// <summary>Which accounts are left alone for a while, as their server did not answer: a thousand messages do not each wait for it. Kept by each node for itself.</summary>
public sealed class SendingRests(IClock clock)
{
    private static readonly Duration Rest = Duration.FromSeconds(30);
    private static readonly MessageKind[] Kinds = [MessageKind.LeadText, MessageKind.LeadMail];

    private readonly ConcurrentDictionary<(Guid Business, MessageKind Kind), Instant> until = [];

    public IReadOnlyList<MessageKind> Awake(Guid businessId) => [.. Kinds.Where(kind => !until.TryGetValue((businessId, kind), out var end) || end <= clock.GetCurrentInstant())];

    public void Begin(Guid businessId, MessageKind kind, Duration? asked) => until[(businessId, kind)] = clock.GetCurrentInstant() + (asked ?? Rest);

    public void End(Guid businessId, MessageKind kind) => until.TryRemove((businessId, kind), out _);
}
