namespace GarageDoorOS.Domain.Messages;

/// <summary>A text or a mail that came in, as its vendor told: <paramref name="InReplyTo"/> names the mails that it answers.</summary>
public sealed record InboundMessage(MessageChannel Channel, string VendorId, string From, string To, string? Subject, string Text, IReadOnlyList<string> InReplyTo);
