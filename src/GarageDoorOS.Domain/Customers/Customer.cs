using GarageDoorOS.Domain.Activities;
using NodaTime;

namespace GarageDoorOS.Domain.Customers;

/// <summary>Somebody who buys, or has bought: residential or commercial.</summary>
public sealed class Customer : IReachable
{
    private Customer() { }

    public Guid BusinessId { get; private set; }
    public Guid Id { get; private set; }
    public CustomerType Type { get; private set; }
    public string Name { get; private set; } = "";
    public string Company { get; private set; } = "";
    public IReadOnlyList<Contact> Contacts { get; private set; } = [];
    public IReadOnlyList<PhoneNumber> Phones { get; private set; } = [];
    public IReadOnlyList<string> Emails { get; private set; } = [];
    public IReadOnlyList<Address> Addresses { get; private set; } = [];
    public string Notes { get; private set; } = "";
    public int Version { get; private set; } = 1;
    public Instant CreatedAt { get; private set; }
    public Instant UpdatedAt { get; private set; }
    public Instant? DeletedAt { get; private set; }

    /// <summary>The customer that stands for this one; it is then out of every list, as if in the trash, and its numbers still find the other.</summary>
    public Guid? MergedIntoId { get; private set; }
    public Guid? ImportId { get; private set; }

    /// <summary>The line of the import's file, from 1, the heading not counted.</summary>
    public int? ImportLine { get; private set; }
    public string NameSort { get; private set; } = "";
    public string CompanySort { get; private set; } = "";
    public string SearchText { get; private set; } = "";

    public SubjectKind Kind => SubjectKind.Customer;
    public bool IsDeleted => DeletedAt is not null;
    public bool IsMerged => MergedIntoId is not null;
    public string Title => Name.Length > 0 ? Name : Company;
    public IReadOnlyList<string> Keys =>
        [.. ContactKey.Of(Phones, Emails).Concat(Contacts.SelectMany(c => c.Keys)).Distinct(StringComparer.Ordinal)];

    public CustomerFacts Facts => new()
    {
        Type = Type,
        Name = Name,
        Company = Company,
        Contacts = Contacts,
        Phones = Phones,
        Emails = Emails,
        Addresses = Addresses,
        Notes = Notes,
    };

    public static Customer Create(Guid businessId, CustomerFacts facts, Instant now)
    {
        var customer = new Customer { BusinessId = businessId, Id = Guid.CreateVersion7(), CreatedAt = now, UpdatedAt = now };
        customer.Take(facts);
        return customer;
    }

    public Customer FromImport(Guid importId, int line)
    {
        (ImportId, ImportLine) = (importId, line);
        return this;
    }

    /// <summary>Rewrites the facts; gives back what changed (nothing: the version stays).</summary>
    public IReadOnlyList<FieldChange> Edit(CustomerFacts facts, Instant now)
    {
        var changes = Facts.ChangesTo(facts);
        if (changes.Count == 0) return changes;
        Take(facts);
        Version++;
        UpdatedAt = now;
        return changes;
    }

    public void Discard(Instant now)
    {
        (DeletedAt, UpdatedAt) = (now, now);
        Version++;
    }

    public void Restore(Instant now)
    {
        (DeletedAt, UpdatedAt) = (null, now);
        Version++;
    }

    /// <summary>Becomes part of another customer.</summary>
    public void MergeInto(Customer winner, Instant now)
    {
        MergedIntoId = winner.Id;
        Discard(now);
    }

    /// <summary>Stands for itself again.</summary>
    public void ComeApart(Instant now)
    {
        MergedIntoId = null;
        Restore(now);
    }

    private void Take(CustomerFacts facts)
    {
        (Type, Name, Company, Contacts) = (facts.Type, facts.Name, facts.Company, facts.Contacts);
        (Phones, Emails, Addresses, Notes) = (facts.Phones, facts.Emails, facts.Addresses, facts.Notes);
        NameSort = Folding.Fold(Title);
        CompanySort = Folding.Fold(Company);
        var people = Contacts.SelectMany(c => new[] { c.Name, c.Email, c.Phone, c.E164 });
        SearchText = Domain.SearchText.Build([Name, Company, .. Emails, .. people, .. Addresses.Select(a => a.Text), Notes], Phones);
    }
}
