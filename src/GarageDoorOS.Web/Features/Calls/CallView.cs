using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Calls.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Calls;

/// <summary>The log as its components draw it for this user.</summary>
public sealed class CallView(AppDb db, CurrentUser user, CurrentBusiness business, Html html)
{
    public async Task<CallList.Model> List(ListCalls.Found found, ListUrl url, CancellationToken ct)
    {
        var (calls, place) = (found.Calls, found.Filter.Place);
        var (leads, customers, team) = (await Leads(calls.Page, ct), await Customers(calls.Page, ct), await db.TeamMembers.AsNoTracking().OrderBy(m => m.Name).Select(m => new { m.Id, m.Name }).ToListAsync(ct));
        var names = team.ToDictionary(m => m.Id, m => m.Name);
        var where = new Pager.Where(place.After is null ? place.Page : 0, place.Size, calls.Page.Count, calls.Total, calls.More, calls.HasNext, place.IsLastPage ? found.NextAfter?.ToString() : null);
        return new([.. calls.Page.Select(Row)], where, url, [.. team.Select(m => new Option(m.Id.ToString(), m.Name))], html.Viewer, business.PhoneCountry, html.Shell.Token, found.Errors);

        CallTable.Row Row(Call call)
        {
            var (title, path) = call.LeadId is { } lead ? (leads.GetValueOrDefault(lead), $"/leads/{lead}") : call.CustomerId is { } customer ? (customers.GetValueOrDefault(customer), $"/customers/{customer}") : (null, "");
            return new(call, title, title is null ? null : path, call.MemberId is { } member ? names.GetValueOrDefault(member) : null);
        }
    }

    private Task<Dictionary<Guid, string>> Leads(IReadOnlyList<Call> calls, CancellationToken ct)
    {
        var ids = calls.Select(c => c.LeadId).OfType<Guid>().Distinct().ToList();
        return db.Leads.AsNoTracking().VisibleTo(user).Where(l => EF.Parameter(ids).Contains(l.Id)).Select(l => new { l.Id, Title = l.Name != "" ? l.Name : l.Company }).ToDictionaryAsync(l => l.Id, l => l.Title, ct);
    }

    private async Task<Dictionary<Guid, string>> Customers(IReadOnlyList<Call> calls, CancellationToken ct)
    {
        var ids = calls.Select(c => c.CustomerId).OfType<Guid>().Distinct().ToList();
        if (ids.Count == 0 || !user.May(Permission.CustomersView)) return [];
        return await db.Customers.AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.Id)).Select(c => new { c.Id, Title = c.Name != "" ? c.Name : c.Company }).ToDictionaryAsync(c => c.Id, c => c.Title, ct);
    }
}
