using GarageDoorOS.Domain;

namespace GarageDoorOS.Web.Http;

/// <summary>A phone in JSON: <c>number</c> as typed, <c>e164</c> null where it cannot be rung.</summary>
public sealed record PhoneJson(string Number, string? E164, string? Extension, string? Label)
{
    public static IReadOnlyList<PhoneJson> Of(IEnumerable<PhoneNumber> phones) => [.. phones.Select(p => new PhoneJson(p.Number, p.E164, p.Extension, p.Label))];
}
