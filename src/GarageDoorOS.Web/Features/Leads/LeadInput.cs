using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Reads what was sent about a lead, gathering what is wrong with it. What the lead has stored already is never refused.</summary>
public delegate LeadInput ReadLead(LeadFacts stored, FormErrors errors);

/// <summary>What a form or a JSON body says of a lead. A field that is not in <see cref="Given"/> stays as it is.</summary>
public sealed record LeadInput
{
    /// <summary>Every field that people set, by its name in JSON and in the form.</summary>
    public static IReadOnlyList<string> Fields { get; } = [.. LeadFacts.Fields.Keys, LeadFields.Status, LeadFields.LostReason, LeadFields.AssigneeId];

    public required IReadOnlySet<string> Given { get; init; }
    public string Name { get; init; } = "";
    public string Company { get; init; } = "";
    public IReadOnlyList<PhoneNumber> Phones { get; init; } = [];
    public IReadOnlyList<string> Emails { get; init; } = [];
    public string Source { get; init; } = "";
    public LeadStatus Status { get; init; }
    public string LostReason { get; init; } = "";
    public decimal? EstimatedValue { get; init; }
    public string Notes { get; init; } = "";
    public string ServiceAddress { get; init; } = "";
    public Guid? AssigneeId { get; init; }
    public string ImportedOwner { get; init; } = "";
    public string ImportedStatus { get; init; } = "";
    public int? Version { get; init; }

    /// <summary>From JSON. What another system said in its own words can be set on a new lead only.</summary>
    public static LeadInput FromJson(JsonBody body, bool isNew, string country, LeadFacts stored, FormErrors errors)
    {
        var json = body.Fields(errors).ReadOnly("id", "customerId", "possibleMatch", "nextTask", "createdAt", "cameAt", "updatedAt", LeadFields.ImportedOwner, LeadFields.ImportedStatus);
        var input = new LeadInput
        {
            Given = Fields.Where(json.Has).ToHashSet(),
            Name = json.Text(LeadFields.Name) ?? "",
            Company = json.Text(LeadFields.Company) ?? "",
            Phones = json.Phones(country),
            Emails = json.Emails(stored.Emails),
            Source = json.Text(LeadFields.Source) ?? "",
            Status = ReadStatus(json.Text(LeadFields.Status), json.Has(LeadFields.Status), errors),
            LostReason = json.Text(LeadFields.LostReason) ?? "",
            EstimatedValue = json.Money(LeadFields.EstimatedValue),
            Notes = json.Text(LeadFields.Notes, TextRule.Notes) ?? "",
            ServiceAddress = json.Text(LeadFields.ServiceAddress, TextRule.Address) ?? "",
            AssigneeId = json.Id(LeadFields.AssigneeId),
            ImportedOwner = isNew ? json.Text(LeadFields.ImportedOwner) ?? "" : "",
            ImportedStatus = isNew ? json.Text(LeadFields.ImportedStatus) ?? "" : "",
            Version = json.Number("version"),
        };
        json.Finish();
        return input;
    }

    /// <summary>From the form. A field whose «use theirs» is ticked counts as not given.</summary>
    public static LeadInput FromForm(IFormCollection form, string country, LeadFacts stored, FormErrors errors)
    {
        var given = Fields.Where(field => form.Keys.Any(key => key == field || key.StartsWith(field + "[", StringComparison.Ordinal)))
            .Except(form["take"].OfType<string>()).ToHashSet();
        if (!given.Contains(LeadFields.Status)) given.Remove(LeadFields.LostReason);
        return new()
        {
            Given = given,
            Name = Line(LeadFields.Name, stored.Name),
            Company = Line(LeadFields.Company, stored.Company),
            Phones = given.Contains(LeadFields.Phones) ? form.Phones(country, stored.Phones, errors) : [],
            Emails = given.Contains(LeadFields.Emails) ? form.Emails(stored.Emails, errors) : [],
            Source = Line(LeadFields.Source, stored.Source?.Name ?? ""),
            Status = given.Contains(LeadFields.Status) ? ReadStatus(form[LeadFields.Status], isGiven: true, errors) : default,
            LostReason = Line(LeadFields.LostReason, ""),
            EstimatedValue = given.Contains(LeadFields.EstimatedValue) ? ReadMoney(form[LeadFields.EstimatedValue], errors) : null,
            Notes = given.Contains(LeadFields.Notes) ? form.Lines(LeadFields.Notes, stored.Notes, errors) : "",
            ServiceAddress = Line(LeadFields.ServiceAddress, stored.ServiceAddress, TextRule.Address),
            AssigneeId = given.Contains(LeadFields.AssigneeId) ? ReadId(form[LeadFields.AssigneeId], LeadFields.AssigneeId, errors) : null,
            Version = int.TryParse(form["version"], out var version) ? version : null,
        };

        string Line(string field, string before, int max = TextRule.Line) => given.Contains(field) ? form.Line(field, before, errors, max) : "";
    }

    /// <summary>An id that a form sends; blank is nobody.</summary>
    public static Guid? ReadId(string? typed, string field, FormErrors errors)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (Guid.TryParse(typed, out var id)) return id;
        errors.Add(field, "Choose one from the list.");
        return null;
    }

    public static LeadStatus ReadStatus(string? word, bool isGiven, FormErrors errors)
    {
        if (LeadStatusExtensions.TryRead(word, out var status)) return status;
        if (isGiven && !errors.Has(LeadFields.Status)) errors.Add(LeadFields.Status, "A status is new, contacted, qualified, lost or unqualified.");
        return default;
    }

    private static decimal? ReadMoney(string? typed, FormErrors errors)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (Money.TryParse(typed, out var amount)) return amount;
        errors.Add(LeadFields.EstimatedValue, "Type an amount such as 1,200 or 1200.50.");
        return null;
    }
}
