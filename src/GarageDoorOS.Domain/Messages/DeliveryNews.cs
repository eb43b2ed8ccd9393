namespace GarageDoorOS.Domain.Messages;

public enum DeliveryState { Sent, Delivered, Undelivered }

/// <summary>What a vendor says became of a message: known by our id where the vendor gives it back, by its own otherwise.</summary>
public sealed record DeliveryNews(MessageChannel Channel, Guid? MessageId, string VendorId, DeliveryState State, string? Error);
