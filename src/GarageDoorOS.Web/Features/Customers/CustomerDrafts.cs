using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Web.Features.Customers.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using GarageDoorOS.Web.Ui.Records;

namespace GarageDoorOS.Web.Features.Customers;

/// <summary>Fills the form of a customer: with what is stored, with what was typed, or with what two people typed.</summary>
public static class CustomerDrafts
{
    public static CustomerForm.Model New(string? name) => new() { Name = name };

    /// <summary>As it was typed, with the version that it began from.</summary>
    public static CustomerForm.Model Of(IFormCollection typed, Guid? id) => new()
    {
        Id = id,
        Version = int.TryParse(typed["version"], out var version) ? version : null,
        Type = typed["type"].ToString() is { Length: > 0 } type ? type : CustomerType.Residential.Word(),
        Name = typed["name"],
        Company = typed["company"],
        Contacts = [.. ContactLines.Typed(typed).Select(line => new CustomerForm.Person(typed[line + ".name"], typed[line + ".role"], typed[line + ".phone"], typed[line + ".email"]))],
        Phones = Lines(typed, "phones", ".number"),
        Emails = Lines(typed, "emails", ""),
        Addresses = Lines(typed, "addresses", ".text"),
        Notes = typed["notes"],
    };

    public static CustomerForm.Model Of(Guid id, int version, CustomerFacts facts) => new()
    {
        Id = id,
        Version = version,
        Type = facts.Type.Word(),
        Name = facts.Name,
        Company = facts.Company,
        Contacts = [.. facts.Contacts.Select(c => new CustomerForm.Person(c.Name, c.Role, c.Phone, c.Email))],
        Phones = [.. facts.Phones.Select(p => new LinesField.Line(p.Number, p.Label))],
        Emails = [.. facts.Emails.Select(e => new LinesField.Line(e))],
        Addresses = [.. facts.Addresses.Select(a => new LinesField.Line(a.Text, a.Label))],
        Notes = facts.Notes,
    };

    /// <summary>Both wrote in the same field: mine stands in it, theirs beside it; where only they wrote, theirs stands.</summary>
    public static CustomerForm.Model Of(Clash<CustomerFacts> clash)
    {
        var (id, version, mine, now, stale, by) = clash;
        var theirs = stale.Both.ToDictionary(field => field, field => FieldText.Of(field, CustomerFacts.Fields[field](now), new Dictionary<string, string>(), ""));
        return Of(id, version, mine.Taking(stale.Theirs, now)) with { TheirsBy = by, Theirs = theirs };
    }

    private static IReadOnlyList<LinesField.Line> Lines(IFormCollection typed, string name, string part)
    {
        return [.. ContactFields.Lines(typed, name, part).Select(line => new LinesField.Line(line.Typed, part.Length > 0 ? Label(line.Path) : null))];

        string? Label(string path) => typed[path[..^part.Length] + ".label"].ToString().OrNull();
    }
}
