using GarageDoorOS.Domain.Leads;

namespace GarageDoorOS.Domain.Customers;

/// <summary>What a lead gives to the customer that it becomes, and to one who was a customer before.</summary>
public static class FromLead
{
    private const string Service = "service";

    /// <summary>Who names a company asks for it, as long as nobody says otherwise.</summary>
    public static CustomerType LikelyType(this LeadFacts lead) => lead.Company.Length > 0 ? CustomerType.Commercial : CustomerType.Residential;

    /// <summary>A new customer. A company is spoken to through the person who asked.</summary>
    public static CustomerFacts ToCustomer(this LeadFacts lead, CustomerType type)
    {
        var isCompany = type == CustomerType.Commercial;
        return new()
        {
            Type = type,
            Name = lead.Title,
            Company = isCompany && lead.Company.Length == 0 ? lead.Name : lead.Company,
            Contacts = isCompany ? [new(lead.Title)] : [],
            Phones = lead.Phones,
            Emails = lead.Emails,
            Addresses = lead.ServiceAddress.Length > 0 ? [new(lead.ServiceAddress, Service)] : [],
            Notes = lead.Notes,
        };
    }

    /// <summary>Fills the blanks of a customer and adds the numbers and addresses that are not there yet; nothing is overwritten.</summary>
    public static CustomerFacts FilledFrom(this CustomerFacts customer, LeadFacts lead) => customer with
    {
        Name = customer.Name.Length > 0 || customer.Company.Length > 0 ? customer.Name : lead.Name,
        Company = customer.Company.Length > 0 ? customer.Company : lead.Company,
        Phones = [.. customer.Phones, .. lead.Phones.Where(phone => !customer.Phones.Any(known => known.IsSameLine(phone)))],
        Emails = [.. customer.Emails, .. lead.Emails.Where(email => !customer.Emails.Any(known => EmailAddress.IsSame(known, email)))],
        Addresses = IsNew(lead.ServiceAddress, customer.Addresses) ? [.. customer.Addresses, new(lead.ServiceAddress, Service)] : customer.Addresses,
        Notes = customer.Notes.Length > 0 ? customer.Notes : lead.Notes,
    };

    /// <summary>The same, and what it says otherwise is written down at the end of the notes: of a list nothing else would be left.</summary>
    public static CustomerFacts FilledAndNotedFrom(this CustomerFacts customer, LeadFacts lead)
    {
        var filled = customer.FilledFrom(lead);
        var known = Folding.Fold(string.Join('\n', [filled.Name, filled.Company, .. filled.Contacts.Select(c => c.Name), filled.Notes]));
        string[] other = [.. new[] { lead.Name, lead.Company, lead.Notes }.Where(text => text.Length > 0 && !known.Contains(Folding.Fold(text), StringComparison.Ordinal))];
        return filled with { Notes = string.Join('\n', other.Prepend(filled.Notes).Where(text => text.Length > 0)) };
    }

    private static bool IsNew(string address, IReadOnlyList<Address> known) =>
        address.Length > 0 && !known.Any(a => Folding.Fold(a.Text) == Folding.Fold(address));
}
