namespace GarageDoorOS.Domain.Messages;

/// <summary>
/// What somebody wrote to a business, whichever vendor brought it: <paramref name="VendorId"/> is what the vendor calls it, the same when it is brought twice. The subject of a
/// text says what came with it («2 pictures»). <paramref name="InReplyTo"/>: the mails that it names as those before it.
/// </summary>
public sealed record InboundMessage(MessageChannel Channel, string VendorId, string From, string To, string? Subject, string Text, IReadOnlyList<string> InReplyTo);
