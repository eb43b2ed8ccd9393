namespace GarageDoorOS.Domain.Customers;

/// <summary>A person to speak to at a customer; their phone as typed, and as E.164 where it can be rung.</summary>
public sealed record Contact(string Name, string? Role = null, string? Phone = null, string? Email = null, string? E164 = null)
{
    public PhoneNumber? Number => (Phone ?? E164) is { } typed ? new(typed, E164, null, null) : null;

    public IEnumerable<string> Keys => new[] { Number?.Key, EmailAddress.Key(Email) }.OfType<string>();
}

/// <summary>A place where doors hang or bills go, as typed, with a label such as <c>service</c>.</summary>
public sealed record Address(string Text, string? Label = null);

/// <summary>What people write down about a customer: the fields that the form and the API edit as one.</summary>
public sealed record CustomerFacts : IMergeable<CustomerFacts>
{
    public CustomerType Type { get; init; }
    public string Name { get; init; } = "";
    public string Company { get; init; } = "";
    public IReadOnlyList<Contact> Contacts { get; init; } = [];
    public IReadOnlyList<PhoneNumber> Phones { get; init; } = [];
    public IReadOnlyList<string> Emails { get; init; } = [];
    public IReadOnlyList<Address> Addresses { get; init; } = [];
    public string Notes { get; init; } = "";

    /// <summary>Each field by its name in JSON, as the text that the timeline keeps and that a merge compares.</summary>
    public static IReadOnlyDictionary<string, Func<CustomerFacts, string?>> Fields { get; } = new Dictionary<string, Func<CustomerFacts, string?>>
    {
        ["type"] = f => f.Type.Word(),
        ["name"] = f => f.Name,
        ["company"] = f => f.Company,
        ["contacts"] = f => LinesText.Of(f.Contacts.Select(c => new[] { c.Name, c.Role, c.Phone, c.Email })),
        ["phones"] = f => PhoneNumber.Text(f.Phones),
        ["emails"] = f => string.Join('\n', f.Emails),
        ["addresses"] = f => LinesText.Of(f.Addresses.Select(a => new[] { a.Text, a.Label })),
        ["notes"] = f => f.Notes,
    };

    public CustomerFacts Taking(IReadOnlyCollection<string> fields, CustomerFacts other) => fields.Aggregate(this, (facts, field) => field switch
    {
        "type" => facts with { Type = other.Type },
        "name" => facts with { Name = other.Name },
        "company" => facts with { Company = other.Company },
        "contacts" => facts with { Contacts = other.Contacts },
        "phones" => facts with { Phones = other.Phones },
        "emails" => facts with { Emails = other.Emails },
        "addresses" => facts with { Addresses = other.Addresses },
        "notes" => facts with { Notes = other.Notes },
        _ => facts,
    });

    public StaleEdit Against(CustomerFacts now, IReadOnlyDictionary<string, string?> since)
    {
        var stale = StaleEdit.Of(since.Where(f => Fields.ContainsKey(f.Key)).ToDictionary(), field => Fields[field](this), field => Fields[field](now));
        if (!Taking(stale.Theirs, now).WhatIsMissing().Any()) return stale;
        // Each is right by itself, together they would leave out what a customer must have: a person decides.
        string[] needed = ["type", "name", "company", "contacts"];
        return new([.. stale.Theirs.Except(needed)], [.. stale.Both.Union(stale.Theirs.Intersect(needed))]);
    }

    /// <summary>The fields in which <paramref name="other"/> says something else.</summary>
    public IReadOnlyList<FieldChange> ChangesTo(CustomerFacts other) =>
    [
        .. from field in Fields
           let old = field.Value(this).OrNull()
           let now = field.Value(other).OrNull()
           where old != now
           select new FieldChange(field.Key, old, now),
    ];
}
