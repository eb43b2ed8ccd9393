using GarageDoorOS.Domain.Activities;

namespace GarageDoorOS.Domain;

/// <summary>One normalised number or address of a lead or customer (<c>tel:+15125550143</c>, <c>mailto:a@b.c</c>): matching people is one look-up here.</summary>
public sealed class ContactKey : IBusinessRecord
{
    private ContactKey() { }

    public Guid BusinessId { get; private set; }
    public string Key { get; private set; } = "";
    public SubjectKind OwnerKind { get; private set; }
    public Guid OwnerId { get; private set; }

    /// <summary>The keys of all numbers and addresses, each once.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<PhoneNumber> phones, IEnumerable<string> emails) =>
        [.. phones.Select(p => p.Key).Concat(emails.Select(EmailAddress.Key)).OfType<string>().Distinct(StringComparer.Ordinal)];
}
