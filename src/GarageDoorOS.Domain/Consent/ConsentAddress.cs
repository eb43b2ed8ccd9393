namespace GarageDoorOS.Domain.Consent;

/// <summary>What the ledger of consent is about: a channel and an address, spelled the same for every way to write it.</summary>
public readonly record struct ConsentAddress(ConsentChannel Channel, string Address)
{
    /// <summary>The contact key of the address.</summary>
    public string Key => (Channel == ConsentChannel.Email ? ContactKey.Email : ContactKey.Phone) + Address;

    /// <summary>People are asked whether they may be written to; of calls is spoken where somebody has said something.</summary>
    public bool IsShown(IReadOnlyDictionary<ConsentAddress, Consent> holding) => Channel != ConsentChannel.Call || holding.ContainsKey(this);

    /// <summary>As forms and timelines name it: <c>text +15125550142</c>.</summary>
    public override string ToString() => $"{Channel.Word()} {Address}";

    public static ConsentAddress? Parse(string? text) =>
        text?.Split(' ', 2) is [var word, { Length: > 0 } address] && ConsentChannels.Read(word) is { } channel ? new(channel, address) : null;

    /// <summary>A number read as in <paramref name="country"/>, an e-mail address; null where it is none that could be reached.</summary>
    public static string? Read(ConsentChannel channel, string? typed, string country) =>
        channel != ConsentChannel.Email ? PhoneNumber.Read(typed, country).E164 : EmailAddress.TryNormalise(typed, out var address) ? address : null;

    /// <summary>All that a record can say yes or no to: each number for texts and for calls, each e-mail address.</summary>
    public static IReadOnlyList<ConsentAddress> Of(IReachable record) => Of(record.Keys);

    /// <summary>The same of contact keys.</summary>
    public static IReadOnlyList<ConsentAddress> Of(IEnumerable<string> contactKeys) => [.. contactKeys.SelectMany(Of)];

    private static ConsentAddress[] Of(string key) => ContactKey.Plain(key) is var plain && ContactKey.IsPhone(key)
        ? [new(ConsentChannel.Text, plain), new(ConsentChannel.Call, plain)]
        : [new(ConsentChannel.Email, plain)];
}
