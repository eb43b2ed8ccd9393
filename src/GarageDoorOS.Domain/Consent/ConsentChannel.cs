using GarageDoorOS.Domain.Messages;

namespace GarageDoorOS.Domain.Consent;

/// <summary>What somebody agrees to or wants no more. The numbers are stored; those of channels of messages are theirs.</summary>
public enum ConsentChannel { Text = 0, Email = 1, Call = 2 }

/// <summary>How they are written in JSON, forms and timelines, and said.</summary>
public static class ConsentChannels
{
    public static ConsentChannel ForConsent(this MessageChannel channel) => channel == MessageChannel.Text ? ConsentChannel.Text : ConsentChannel.Email;

    public static string Word(this ConsentChannel channel) => channel switch { ConsentChannel.Text => "text", ConsentChannel.Call => "call", _ => "email" };

    public static ConsentChannel? Read(string? word) => word?.Trim().ToUpperInvariant() switch
    {
        "TEXT" => ConsentChannel.Text,
        "EMAIL" => ConsentChannel.Email,
        "CALL" => ConsentChannel.Call,
        _ => null,
    };

    /// <summary>«texts», «e-mail», «calls».</summary>
    public static string InWords(this ConsentChannel channel) => channel switch { ConsentChannel.Text => "texts", ConsentChannel.Call => "calls", _ => "e-mail" };
}
