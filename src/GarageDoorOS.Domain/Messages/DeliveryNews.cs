namespace GarageDoorOS.Domain.Messages;

/// <summary>
/// What a vendor tells of a message that it took from us. <paramref name="MessageId"/> is ours, where the vendor gives it back; <paramref name="Error"/> says in plain words why it did not arrive.
/// News may come twice, and in any order.
/// </summary>
public sealed record DeliveryNews(MessageChannel Channel, Guid? MessageId, string VendorId, DeliveryState State, string? Error);

/// <summary>How far a message came: the vendor has passed it on, the phone or mailbox has it, or it never will.</summary>
public enum DeliveryState { Sent, Delivered, Undelivered }
