using System.Text.Json;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Customers;

/// <summary>Reads what was sent about a customer, gathering what is wrong with it. What is not given, or stored already, stays as it is.</summary>
public delegate CustomerInput ReadCustomer(CustomerFacts stored, FormErrors errors);

/// <summary>What a form or a JSON body makes of a customer, and the version that it began from.</summary>
public sealed record CustomerInput(CustomerFacts Facts, int? Version)
{
    public static CustomerInput FromJson(JsonBody body, string country, CustomerFacts stored, FormErrors errors)
    {
        var json = body.Fields(errors).ReadOnly("id", "leads", "createdAt", "updatedAt");
        var facts = stored with
        {
            Type = json.Has("type") ? Type(json.Text("type"), errors) : stored.Type,
            Name = json.Has("name") ? json.Text("name") ?? "" : stored.Name,
            Company = json.Has("company") ? json.Text("company") ?? "" : stored.Company,
            Contacts = json.Has("contacts") ? [.. json.List("contacts").Select(c => Contact(c.Element, c.Path, country, errors)).OfType<Contact>()] : stored.Contacts,
            Phones = json.Has("phones") ? json.Phones(country) : stored.Phones,
            Emails = json.Has("emails") ? json.Emails(stored.Emails) : stored.Emails,
            Addresses = json.Has("addresses") ? [.. json.List("addresses").Select(a => Address(a.Element, a.Path, errors)).OfType<Address>()] : stored.Addresses,
            Notes = json.Has("notes") ? json.Text("notes", TextRule.Notes) ?? "" : stored.Notes,
        };
        var version = json.Number("version");
        json.Finish();
        return Checked(facts, version, errors);
    }

    /// <summary>A field whose «use theirs» is ticked stays as it is.</summary>
    public static CustomerInput FromForm(IFormCollection form, string country, CustomerFacts stored, FormErrors errors)
    {
        var facts = new CustomerFacts
        {
            Type = Type(form["type"], errors),
            Name = form.Line("name", stored.Name, errors),
            Company = form.Line("company", stored.Company, errors),
            Contacts = ContactLines.Read(form, country, stored.Contacts, errors),
            Phones = form.Phones(country, stored.Phones, errors),
            Emails = form.Emails(stored.Emails, errors),
            Addresses = [.. ContactFields.Lines(form, "addresses", ".text").Select(line => Address(form, line.Path, line.Typed, stored.Addresses, errors)).OfType<Address>()],
            Notes = form.Lines("notes", stored.Notes, errors),
        };
        ContactFields.Few("contacts", facts.Contacts.Count, stored.Contacts.Count, errors);
        ContactFields.Few("phones", facts.Phones.Count, stored.Phones.Count, errors);
        ContactFields.Few("emails", facts.Emails.Count, stored.Emails.Count, errors);
        ContactFields.Few("addresses", facts.Addresses.Count, stored.Addresses.Count, errors);
        return Checked(facts.Taking([.. form["take"].OfType<string>()], stored), int.TryParse(form["version"], out var version) ? version : null, errors);
    }

    private static CustomerInput Checked(CustomerFacts facts, int? version, FormErrors errors)
    {
        facts = facts.WithPrimaryContact();
        foreach (var missing in facts.WhatIsMissing().Where(m => !errors.All.Any(e => e.Field.StartsWith(m.Field, StringComparison.Ordinal))).ToList())
            errors.Add(missing.Field, missing.Message);
        return new(facts, version);
    }

    private static CustomerType Type(string? word, FormErrors errors)
    {
        if (CustomerTypes.Read(word) is { } type) return type;
        if (!errors.Has("type")) errors.Add("type", "A customer is residential or commercial.");
        return default;
    }

    private static Contact? Contact(JsonElement element, string path, string country, FormErrors errors)
    {
        if (!IsObject(element, path, errors)) return null;
        var line = new JsonFields(element, path, errors).ReadOnly("e164");
        var (name, role, phone, email) = (line.Text("name"), line.Text("role"), line.Text("phone", PhoneNumber.MaxLength), line.Text("email", EmailAddress.MaxLength));
        line.Finish();
        if (string.IsNullOrEmpty(name) && !errors.Has(path + ".name")) errors.Add(path + ".name", "Give this person a name.");
        if (!string.IsNullOrEmpty(email) && !EmailAddress.TryNormalise(email, out _)) errors.Add(path + ".email", "This is no e-mail address: it looks like name@example.com.");
        return new(name ?? "", role.OrNull(), phone.OrNull(), email.OrNull(), phone.OrNull() is { } typed ? PhoneNumber.Read(typed, country).E164 : null);
    }

    private static Address? Address(JsonElement element, string path, FormErrors errors)
    {
        if (element.ValueKind == JsonValueKind.String) return TextRule.Read(element, path, TextRule.Address, errors) is { Length: > 0 } plain ? new(plain) : null;
        if (!IsObject(element, path, errors)) return null;
        var line = new JsonFields(element, path, errors);
        var (text, label) = (line.Text("text", TextRule.Address), line.Text("label"));
        line.Finish();
        if (string.IsNullOrEmpty(text) && !errors.Has(path + ".text")) errors.Add(path + ".text", "Give the address.");
        return new(text ?? "", label.OrNull());
    }

    private static Address? Address(IFormCollection form, string path, string typed, IReadOnlyList<Address> stored, FormErrors errors) =>
        TextRule.Read(typed, path, TextRule.Address, errors) is not { Length: > 0 } text ? null
        : new(FormText.Line(text, stored.Select(a => a.Text)), TextRule.Read(form[path.Replace(".text", ".label", StringComparison.Ordinal)].ToString(), path, TextRule.Line, errors).OrNull());

    private static bool IsObject(JsonElement element, string path, FormErrors errors)
    {
        if (element.ValueKind == JsonValueKind.Object) return true;
        errors.Add(path, "This must be an object.");
        return false;
    }
}
