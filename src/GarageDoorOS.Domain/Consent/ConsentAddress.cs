using GarageDoorOS.Domain.Messages;

namespace GarageDoorOS.Domain.Consent;

/// <summary>By what people are known in the ledger of consent: the same spelling for every way to write an address.</summary>
public static class ConsentAddress
{
    /// <summary>A number read as in <paramref name="country"/>, an e-mail address; null where it is none that could be written to.</summary>
    public static string? Read(MessageChannel channel, string? typed, string country) => channel switch
    {
        MessageChannel.Text => PhoneNumber.Read(typed, country).E164,
        MessageChannel.Email => EmailAddress.TryNormalise(typed, out var address) ? address : null,
    };

    /// <summary>Every address of a record with its channel, each once.</summary>
    public static IReadOnlyList<(MessageChannel Channel, string Address)> Of(IReachable record) => [.. record.Keys.Select(Of)];

    /// <summary>The same of a contact key.</summary>
    public static (MessageChannel Channel, string Address) Of(string contactKey) => (ContactKey.IsPhone(contactKey) ? MessageChannel.Text : MessageChannel.Email, ContactKey.Plain(contactKey));

    /// <summary>The contact key of an address.</summary>
    public static string KeyOf(MessageChannel channel, string address) => (channel == MessageChannel.Text ? ContactKey.Phone : ContactKey.Email) + address;

    /// <summary>«texts», «e-mail».</summary>
    public static string InWords(this MessageChannel channel) => channel == MessageChannel.Text ? "texts" : "e-mail";
}
