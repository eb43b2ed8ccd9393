namespace GarageDoorOS.Domain.Messages;

/// <summary>What somebody is about to write to a lead. Without an <paramref name="Address"/> it goes to the lead's first.</summary>
public sealed record MessageDraft(MessageChannel Channel, string? Address, string Subject, string Text)
{
    public string? To(IReadOnlyList<string> addresses) => string.IsNullOrEmpty(Address) ? addresses is [var first, ..] ? first : null : addresses.FirstOrDefault(one => string.Equals(one, Address, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is wrong with it, field by field; <paramref name="addresses"/> are the lead's.</summary>
    public IEnumerable<(string Field, string Says)> Wrong(IReadOnlyList<string> addresses)
    {
        var isText = Channel == MessageChannel.Text;
        if (addresses.Count == 0) yield return ("address", isText ? "This lead has no number to text." : "This lead has no e-mail address.");
        else if (To(addresses) is null) yield return ("address", isText ? "This is no number of this lead." : "This is no address of this lead.");
        if (!isText && Subject.Length == 0) yield return ("subject", "Say what it is about.");
        if (isText && Subject.Length > 0) yield return ("subject", "A text has no subject.");
        if (Text.Length == 0) yield return ("text", "Write something.");
        else if (isText && Text.Length > LeadMessage.LongestText) yield return ("text", $"A text has at most {LeadMessage.LongestText} characters; this has {Text.Length}.");
    }
}

/// <summary>How channels are written in JSON, addresses and timelines.</summary>
public static class MessageWords
{
    public static string Word(this MessageChannel channel) => channel == MessageChannel.Text ? "text" : "email";

    public static MessageChannel? ReadChannel(string? word) => word?.Trim().ToUpperInvariant() switch { "TEXT" => MessageChannel.Text, "EMAIL" => MessageChannel.Email, _ => null };
}
