using System.Linq.Expressions;
using System.Text.Json.Serialization;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Web.Http;
using NodaTime;

namespace GarageDoorOS.Web.Features.Customers;

/// <summary>A customer as the API gives it. Instants are UTC; what was never said is null or an empty list.</summary>
public sealed record CustomerJson
{
    public required Guid Id { get; init; }
    public required CustomerType Type { get; init; }

    /// <summary>Null only where there is a company.</summary>
    public required string? Name { get; init; }
    public required string? Company { get; init; }
    public required IReadOnlyList<Person> Contacts { get; init; }
    public required IReadOnlyList<PhoneJson> Phones { get; init; }
    public required IReadOnlyList<string> Emails { get; init; }
    public required IReadOnlyList<Address> Addresses { get; init; }

    /// <summary>Left out in lists.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Notes { get; init; }

    /// <summary>The leads that became this customer, oldest first. Left out in lists.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CameFrom>? Leads { get; init; }
    public required int Version { get; init; }
    public required Instant CreatedAt { get; init; }
    public required Instant UpdatedAt { get; init; }

    /// <summary>A person to speak to; the first is the primary contact.</summary>
    public sealed record Person(string Name, string? Role, string? Phone, string? E164, string? Email);

    /// <summary>What a lead brought: its source and notes as they were, and when it was converted.</summary>
    public sealed record CameFrom(Guid Id, string Name, string? Source, string Notes, Instant CreatedAt, Instant? ConvertedAt);

    /// <summary>What a list reads of each customer: all but notes and leads.</summary>
    public static Expression<Func<Customer, CustomerJson>> InList { get; } = c => new CustomerJson
    {
        Id = c.Id,
        Type = c.Type,
        Name = Said(c.Name),
        Company = Said(c.Company),
        Contacts = People(c.Contacts),
        Phones = PhoneJson.Of(c.Phones),
        Emails = c.Emails,
        Addresses = c.Addresses,
        Version = c.Version,
        CreatedAt = c.CreatedAt,
        UpdatedAt = c.UpdatedAt,
    };

    private static readonly Func<Customer, CustomerJson> Listed = InList.Compile();

    public static CustomerJson Of(Customer customer, IEnumerable<CameFrom> leads) => Listed(customer) with { Notes = customer.Notes, Leads = [.. leads] };

    public static CustomerJson Of(CustomerPast.Whole whole) => Of(whole.Customer, whole.Leads.Select(l =>
        new CameFrom(l.Lead.Id, l.Lead.Title, Said(l.Lead.SourceName), l.Lead.Notes, l.Lead.CreatedAt, l.ConvertedAt)));

    /// <summary>The answer that carries a customer, with its version as ETag.</summary>
    public static IResult Ok(HttpResponse response, CustomerPast.Whole whole)
    {
        response.ETag(whole.Customer.Version);
        return TypedResults.Ok(Of(whole));
    }

    private static string? Said(string text) => text.Length > 0 ? text : null;

    private static List<Person> People(IReadOnlyList<Contact> contacts) => [.. contacts.Select(c => new Person(c.Name, c.Role, c.Phone, c.E164, c.Email))];
}
