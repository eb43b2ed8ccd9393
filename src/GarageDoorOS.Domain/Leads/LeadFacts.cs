namespace GarageDoorOS.Domain.Leads;

/// <summary>What people write down about a lead: the fields that the form and the API edit as one.</summary>
public sealed record LeadFacts
{
    public string Name { get; init; } = "";
    public string Company { get; init; } = "";
    public IReadOnlyList<PhoneNumber> Phones { get; init; } = [];
    public IReadOnlyList<string> Emails { get; init; } = [];
    public Named? Source { get; init; }
    public decimal? EstimatedValue { get; init; }
    public string Notes { get; init; } = "";
    public string ServiceAddress { get; init; } = "";

    /// <summary>What the lead is called by.</summary>
    public string Title => Name.Length > 0 ? Name : Company;
    public bool HasName => Title.Length > 0;

    /// <summary>Each field by its name in JSON, as the text that the timeline keeps and that a merge compares.</summary>
    public static IReadOnlyDictionary<string, Func<LeadFacts, string?>> Fields { get; } = new Dictionary<string, Func<LeadFacts, string?>>
    {
        [LeadFields.Name] = f => f.Name,
        [LeadFields.Company] = f => f.Company,
        [LeadFields.Phones] = f => PhoneNumber.Text(f.Phones),
        [LeadFields.Emails] = f => string.Join('\n', f.Emails),
        [LeadFields.Source] = f => f.Source?.Name,
        [LeadFields.EstimatedValue] = f => f.EstimatedValue is { } value ? Money.ToText(value) : null,
        [LeadFields.Notes] = f => f.Notes,
        [LeadFields.ServiceAddress] = f => f.ServiceAddress,
    };

    /// <summary>The same, but for these fields, which are as in <paramref name="other"/>.</summary>
    public LeadFacts Taking(IEnumerable<string> fields, LeadFacts other) => fields.Aggregate(this, (facts, field) => field switch
    {
        LeadFields.Name => facts with { Name = other.Name },
        LeadFields.Company => facts with { Company = other.Company },
        LeadFields.Phones => facts with { Phones = other.Phones },
        LeadFields.Emails => facts with { Emails = other.Emails },
        LeadFields.Source => facts with { Source = other.Source },
        LeadFields.EstimatedValue => facts with { EstimatedValue = other.EstimatedValue },
        LeadFields.Notes => facts with { Notes = other.Notes },
        LeadFields.ServiceAddress => facts with { ServiceAddress = other.ServiceAddress },
        _ => facts,
    });

    /// <summary>The fields in which <paramref name="other"/> says something else.</summary>
    public IReadOnlyList<FieldChange> ChangesTo(LeadFacts other) =>
    [
        .. from field in Fields
           let old = field.Value(this).OrNull()
           let now = field.Value(other).OrNull()
           where old != now
           select new FieldChange(field.Key, old, now),
    ];
}

/// <summary>The names of a lead's fields, in JSON, in forms and in the timeline.</summary>
public static class LeadFields
{
    public const string Name = "name", Company = "company", Phones = "phones", Emails = "emails", Source = "source", Status = "status",
        EstimatedValue = "estimatedValue", Notes = "notes", AssigneeId = "assigneeId", ServiceAddress = "serviceAddress", LostReason = "lostReason",
        ImportedOwner = "importedOwner", ImportedStatus = "importedStatus", Customer = "customer";
}
