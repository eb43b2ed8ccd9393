namespace GarageDoorOS.Domain.Customers;

/// <summary>What a customer must have, asked alike by the form and the API.</summary>
public static class CustomerRules
{
    /// <summary>A commercial customer named only by a person is spoken to through that person.</summary>
    public static CustomerFacts WithPrimaryContact(this CustomerFacts facts) =>
        facts is { Type: CustomerType.Commercial, Contacts: [], Name.Length: > 0 } ? facts with { Contacts = [new(facts.Name)] } : facts;

    public static IEnumerable<FieldError> WhatIsMissing(this CustomerFacts facts)
    {
        if (facts.Type == CustomerType.Residential)
        {
            if (facts.Name.Length == 0) yield return new("name", "Give this customer a name.");
            yield break;
        }

        if (facts.Company.Length == 0) yield return new("company", "A commercial customer has a company name.");
        if (facts.Contacts.Count == 0) yield return new("contacts", "Name the person to speak to.");
    }
}
