using GarageDoorOS.Domain.Activities;

namespace GarageDoorOS.Domain;

/// <summary>One normalised number or address of a lead or customer (<c>tel:+15125550143</c>, <c>mailto:a@b.c</c>): matching people is one look-up here.</summary>
public sealed class ContactKey : IBusinessRecord
{
    internal const string Phone = "tel:", Email = "mailto:";

    private ContactKey() { }

    public Guid BusinessId { get; private set; }
    public string Key { get; private set; } = "";
    public SubjectKind OwnerKind { get; private set; }
    public Guid OwnerId { get; private set; }

    public static bool IsPhone(string key) => key.StartsWith(Phone, StringComparison.Ordinal);
    public static bool IsEmail(string key) => key.StartsWith(Email, StringComparison.Ordinal);

    /// <summary>The number or address itself.</summary>
    public static string Plain(string key) => key[(IsPhone(key) ? Phone : Email).Length..];

    /// <summary>The keys of all numbers and addresses, each once.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<PhoneNumber> phones, IEnumerable<string> emails) =>
        [.. phones.Select(p => p.Key).Concat(emails.Select(EmailAddress.Key)).OfType<string>().Distinct(StringComparer.Ordinal)];
}
