using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Calls;

/// <summary>A lead or a customer who may be rung, with their numbers in the order of the record.</summary>
public sealed record CallSubject(SubjectKind Kind, Guid Id, string Title, IReadOnlyList<PhoneNumber> Phones, string Address)
{
    public CallParty Party => Kind == SubjectKind.Lead ? new(Id, null) : new(null, Id);
    public string Url => Kind == SubjectKind.Lead ? $"/leads/{Id}" : $"/customers/{Id}";

    /// <summary>The numbers that can be rung, each with its place among all.</summary>
    public IReadOnlyList<(int At, PhoneNumber Number)> Callable => [.. Phones.Index().Where(phone => phone.Item is { E164: not null, Extension: null }).Select(phone => (phone.Index, phone.Item))];

    /// <summary>The one that was asked for, or the only one; null where that is none.</summary>
    public PhoneNumber? Number(int? at) => Callable.Where(phone => at is null ? Callable.Count == 1 : phone.At == at).Select(phone => phone.Number).FirstOrDefault();
}

/// <summary>Finds them among what the user may see.</summary>
public sealed class CallParties(AppDb db, CurrentUser user)
{
    public async Task<CallSubject?> Find(SubjectKind kind, Guid id, CancellationToken ct) => kind == SubjectKind.Lead
        ? Of(await db.Leads.AsNoTracking().VisibleTo(user).SingleOrDefaultAsync(l => l.Id == id && l.DeletedAt == null, ct))
        : user.May(Permission.CustomersView) ? Of(await db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.DeletedAt == null, ct)) : null;

    /// <summary>Of those whom the user may see, whoever has a number: an open lead before a customer, a customer before a closed lead, the newest of each.</summary>
    public Task<CallSubject?> WithKey(string key, CancellationToken ct) => WithKey(key, db.Leads.VisibleTo(user), user.May(Permission.CustomersView) ? db.Customers : db.Customers.Where(_ => false), ct);

    /// <summary>The same of all: for a call that comes in, which nobody has asked for.</summary>
    public Task<CallSubject?> Calling(string key, CancellationToken ct) => WithKey(key, db.Leads, db.Customers, ct);

    /// <summary>Of a call, for whoever it rings; null where that is nobody whom they may see.</summary>
    public Task<CallSubject?> Seen(Call call, CancellationToken ct) =>
        call.LeadId is { } lead ? Find(SubjectKind.Lead, lead, ct) : call.CustomerId is { } customer ? Find(SubjectKind.Customer, customer, ct) : Task.FromResult<CallSubject?>(null);

    private async Task<CallSubject?> WithKey(string key, IQueryable<Lead> leads, IQueryable<Customer> customers, CancellationToken ct)
    {
        var owners = db.ContactKeys.Where(k => k.Key == key).Select(k => k.OwnerId);
        var lead = await leads.AsNoTracking().Where(l => l.DeletedAt == null && owners.Contains(l.Id))
            .OrderBy(l => l.Status == LeadStatus.New || l.Status == LeadStatus.Contacted || l.Status == LeadStatus.Qualified ? 0 : 1).ThenByDescending(l => l.CreatedAt).ThenBy(l => l.Id).FirstOrDefaultAsync(ct);
        if (lead is not null && lead.Status.IsOpen()) return Of(lead);
        return Of(await customers.AsNoTracking().Where(c => c.DeletedAt == null && owners.Contains(c.Id)).OrderByDescending(c => c.CreatedAt).ThenBy(c => c.Id).FirstOrDefaultAsync(ct)) ?? Of(lead);
    }

    /// <summary>Those of a call; a lead that became a customer is that customer.</summary>
    public async Task<CallSubject?> Of(Call call, CancellationToken ct) =>
        call.LeadId is { } lead ? Of(await db.Leads.AsNoTracking().SingleOrDefaultAsync(l => l.Id == lead, ct))
        : call.CustomerId is { } customer ? Of(await db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == customer, ct)) : null;

    private static CallSubject? Of(Lead? lead) => lead is null ? null : new(SubjectKind.Lead, lead.Id, lead.Title, lead.Phones, lead.ServiceAddress);

    private static CallSubject? Of(Customer? customer) => customer is null ? null : new(
        SubjectKind.Customer, customer.Id, customer.Title, [.. customer.Phones, .. customer.Contacts.Select(contact => contact.Number).OfType<PhoneNumber>()], customer.Addresses.Select(a => a.Text).FirstOrDefault() ?? "");
}
