using GarageDoorOS.Domain.Messages;

namespace GarageDoorOS.Web.Features.LeadMessages;

/// <summary>Takes what a vendor tells of a message that went out.</summary>
public sealed class TakeDelivery
{
    public Task Handle(DeliveryNews news, CancellationToken ct) => Task.CompletedTask;
}
