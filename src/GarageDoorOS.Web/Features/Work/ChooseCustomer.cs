using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Work.Components;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Work;

/// <summary>Finds the customer for whom new work is to be written down; without a search, those who changed last.</summary>
public sealed class ChooseCustomer(AppDb db, CurrentUser user, CurrentBusiness business, CustomerSearch customers)
{
    private const int Most = 10;

    public async Task<IReadOnlyList<ChooseCustomerPage.Person>> Handle(string? search, CancellationToken ct)
    {
        if (!user.May(Permission.CustomersView)) return [];
        var terms = SearchTerms.Parse(search?.Replace("\0", "", StringComparison.Ordinal), business.PhoneCountry);
        var order = terms.Count > 0 ? CustomerOrder.Name : CustomerOrder.UpdatedAt.Descending;
        var ids = (await customers.Find(new(new(terms), order, Most, 0, null), ct)).Ids;
        var found = await db.Customers.AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
        return [.. ids.Where(found.ContainsKey).Select(id => found[id]).Select(c => new ChooseCustomerPage.Person(c.Id, c.Title, c.Addresses.Count > 0 ? c.Addresses[0].Text : c.Phones.Count > 0 ? c.Phones[0].Display(business.PhoneCountry) : ""))];
    }
}
