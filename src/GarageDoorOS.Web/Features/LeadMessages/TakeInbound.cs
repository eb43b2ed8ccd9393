using GarageDoorOS.Domain.Messages;

namespace GarageDoorOS.Web.Features.LeadMessages;

/// <summary>Takes what somebody wrote to the business by a text or a mail.</summary>
public sealed class TakeInbound
{
    public Task Handle(InboundMessage message, CancellationToken ct) => Task.CompletedTask;
}
