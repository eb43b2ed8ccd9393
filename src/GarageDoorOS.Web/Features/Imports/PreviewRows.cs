using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>Says of the first rows of a list what will happen to each.</summary>
public sealed class PreviewRows(AppDb db, CurrentBusiness business, IClock clock)
{
    private const int Most = 10;

    public async Task<IReadOnlyList<ImportPreview.Row>> Handle(ImportKind kind, ImportFile file, ImportMapping mapping, CancellationToken ct)
    {
        if (!mapping.Columns.HaveName) return [];
        var team = (await db.TeamMembers.Where(member => member.IsActive).Select(member => member.Name).ToListAsync(ct)).Select(Folding.Fold).ToList();
        var (rows, before) = (new List<ImportPreview.Row>(), new HashSet<string>(StringComparer.Ordinal));
        foreach (var line in file.Lines().Take(Most))
        {
            var row = line.Broken is { } broken ? ImportRow.Failed(broken) : ImportLimits.Read(mapping, line.Cells);
            if (row.Lead is not { } said) rows.Add(new(line.InSpreadsheet, "", row.IsEmpty ? [] : [PlainText.Cut(line.Text, 120)], null, row.IsEmpty ? "Empty: it is skipped." : $"Not taken. {row.Reason}", !row.IsEmpty));
            else if (kind == ImportKind.Leads) rows.Add(new(line.InSpreadsheet, Title(said), Facts(said, team), said.Status, await Lead(said, before, ct), false));
            else rows.Add(await Customer(line.InSpreadsheet, said, ct));
        }

        return rows;
    }

    private async Task<string> Lead(ImportedLead said, HashSet<string> before, CancellationToken ct)
    {
        var keys = ContactKey.Of(said.Phones, said.Emails);
        var isKnown = keys.Any(before.Contains) || (await db.KnownKeys([.. keys], ct)).Count > 0;
        before.UnionWith(keys);
        return isKnown ? "A new lead, marked known: somebody has this phone or e-mail." : "A new lead.";
    }

    private async Task<ImportPreview.Row> Customer(int line, ImportedLead said, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var customer = GarageDoorOS.Domain.Customers.Customer.Create(db.BusinessId, CustomerRows.FactsOf(said), now);
        var matches = (await db.CustomersLike(customer, Trash.Oldest(now), ct)).Select(match => match.Customer).ToList();
        var refusal = CustomerRows.Refusal(matches);
        var says = refusal is not null ? $"Not taken. {refusal}"
            : matches is not [var match] ? $"A new {customer.Type.Word()} customer."
            : match.Facts.ChangesTo(match.Facts.FilledAndNotedFrom(said.Facts(null))).Count == 0 ? $"It is {match.Title}, and says nothing new: it is skipped."
            : $"It is {match.Title}: what is blank is filled, nothing is overwritten.";
        return new(line, customer.Title, Facts(said, []), null, says, refusal is not null);
    }

    private static string Title(ImportedLead said) => said.Name.Length > 0 ? said.Name : said.Company;

    private List<string> Facts(ImportedLead said, List<string> team) =>
    [
        .. new[]
        {
            said.Name.Length > 0 ? said.Company : "", string.Join(", ", said.Phones.Select(phone => phone.Listed(business.PhoneCountry))), string.Join(", ", said.Emails), said.ServiceAddress,
            said.Source ?? "", said.EstimatedValue is { } value ? Money.Format(value, business.Currency) : "",
            said.Owner.Length == 0 ? "" : team.Contains(Folding.Fold(said.Owner)) ? $"for {said.Owner}" : $"in the pool; {said.Owner} is not on the team",
        }.Where(fact => fact.Length > 0).Select(fact => PlainText.Cut(fact, 120)),
    ];
}
