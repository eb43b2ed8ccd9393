using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Customers.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using GarageDoorOS.Web.Ui.Records;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Customers;

/// <summary>Customers as their components draw them for this user.</summary>
public sealed class CustomersView(AppDb db, Consents consents, CallSearch calls, CurrentUser user, CurrentBusiness business, IClock clock)
{
    private const int RecentLines = 60, AllLines = 2_000;

    public Viewer Viewer => new(clock.GetCurrentInstant(), business.Zone, business.Currency, user.Role) { IsCalling = business.IsCalling };

    /// <summary>The words of the list that the address has.</summary>
    public static ListUrl Url(HttpRequest request) => ListUrl.Of("/customers", ListWords.Of(request).Words.Where(w => CustomerFilter.IsKnown(w.Key)));

    public CustomerList.Model List(ListCustomers.Found found, ListUrl url)
    {
        var (filter, customers) = (found.Filter, found.Customers);
        var (page, size, after) = filter.Place;
        var place = new Pager.Where(after is null ? page : 0, size, found.Rows.Count, customers.Total, customers.More, customers.HasNext, filter.Place.IsLastPage ? found.NextAfter?.ToString() : null);
        return new([.. found.Rows.Select(Row)], place, url, filter.Sort, Viewer, found.Errors);
    }

    public async Task<CustomerRecord.Model> Record(CustomerPast.Whole whole, bool wholeStory, CancellationToken ct)
    {
        var customer = whole.Customer;
        var most = wholeStory ? AllLines : RecentLines;
        var (estimates, jobs) = (await db.WorkOf<Estimate>(user, customer.Id, ct), await db.WorkOf<Job>(user, customer.Id, ct));
        var names = whole.Leads.Select(l => (l.Lead.Id, Name: $"the lead {l.Lead.Title}"))
            .Concat(estimates.Concat<WorkRecord>(jobs).Select(w => (w.Id, Name: $"the {w.What.Noun} {w.Title}"))).ToDictionary(n => n.Id, n => n.Name);
        var parts = await db.PartsOf(customer.Id, ct);
        var undoable = await Undoable(customer.Id, ct);
        var lines = await db.TimelineOf(user, [customer.Id, .. parts, .. names.Keys]).Take(most + 1).ToListAsync(ct);
        var said = await db.NamesIn(lines, ct);
        // Each record keeps its own grouping; those of a lead, estimate or job say whose they are.
        var story = lines.Take(most).GroupBy(line => line.SubjectId)
            .SelectMany(group => StoryLines.Of(group, said, business.Currency).Select(line => Whose(line with { UndoUrl = group.Key == customer.Id ? undoable.GetValueOrDefault(line.At) : null, UndoWord = "Take them apart" }, names.GetValueOrDefault(group.Key))))
            .OrderByDescending(line => line.At).ToList();
        return new(
            customer.Id, customer.Version, customer.Title, customer.Type, customer.Name.Length > 0 ? customer.Company : "",
            [.. customer.Contacts.Select(c => new CustomerRecord.Person(c.Name, c.Role, c.Number?.Display(business.PhoneCountry), c.E164, c.Email))],
            [.. customer.Phones.Select(p => new CustomerRecord.Phone(p.Display(business.PhoneCountry), p.E164, p.Label))], customer.Emails, customer.Addresses, customer.Notes,
            [.. whole.Leads.Select(l => Former(l.Lead, l.MayOpen))],
            story, customer.CreatedAt, customer.UpdatedAt, customer.IsDeleted, lines.Count > most && !wholeStory ? $"/customers/{customer.Id}?story=all" : null)
        {
            Consents = ConsentSection.Model.Of($"/customers/{customer.Id}", user.May(Permission.CustomersUpdate) && !customer.IsDeleted, business.PhoneCountry, customer, await consents.OfEach(ConsentAddress.Of(customer), ct), business.IsNurturing || business.IsCalling),
            Calls = new($"/customers/{customer.Id}", "customerId", customer.Id, await calls.LastOfCustomer([customer.Id, .. parts], [.. whole.Leads.Select(l => l.Lead.Id)], CallsSection.Most, ct), user.May(Permission.LeadsUpdate) && !customer.IsDeleted, business.PhoneCountry),
            Work = Work(customer.IsDeleted ? null : customer.Id, estimates, jobs),
            WhoRestores = customer.IsDeleted && !user.May(Permission.CustomersDelete) ? await db.WhoMayAll([Permission.CustomersDelete], ct) : null,
        };
    }

    /// <summary>The merges that this user may still take back, by their moment.</summary>
    private async Task<Dictionary<Instant, string>> Undoable(Guid id, CancellationToken ct)
    {
        if (!user.May(Permission.CustomersUpdate) || !user.May(Permission.CustomersDelete)) return [];
        var merges = await db.CustomerMerges.AsNoTracking().Where(m => m.WinnerId == id && m.UndoneAt == null).ToListAsync(ct);
        return merges.Where(m => m.CanStillBeUndone(clock.GetCurrentInstant())).ToDictionary(m => m.At, m => $"/customers/{id}/merges/{m.Id}/undoing");
    }

    private WorkSection.Model[] Work(Guid? customerId, IEnumerable<Estimate> estimates, IEnumerable<Job> jobs) =>
        [.. new[] { WorkSection.Model.Of(customerId, estimates), WorkSection.Model.Of(customerId, jobs) }.Where(section => user.May(section.What.View))];

    private static Story.Line Whose(Story.Line line, string? record) => record is null ? line : line with { What = $"{line.What} ({record})" };

    private static CustomerRecord.FormerLead Former(Lead lead, bool mayOpen) =>
        new(mayOpen ? $"/leads/{lead.Id}" : null, lead.Title, lead.SourceName.OrNull(), lead.EstimatedValue, lead.Notes, lead.CreatedAt);

    private CustomerTable.Row Row(CustomerJson customer)
    {
        var reached = customer.Contacts.Where(c => c.Phone is not null).Select(c => new Http.PhoneJson(c.Phone!, c.E164, null, null));
        var phone = customer.Phones.Concat(reached).FirstOrDefault();
        var shown = phone is null ? null : new PhoneNumber(phone.Number, phone.E164, phone.Extension, phone.Label).Display(business.PhoneCountry);
        var email = customer.Emails.Count > 0 ? customer.Emails[0] : customer.Contacts.Select(c => c.Email).FirstOrDefault(e => e is not null);
        var (title, company) = customer.Name is null ? (customer.Company, "") : (customer.Name, customer.Company);
        return new(customer.Id, title ?? "", company ?? "", customer.Type, phone?.E164, shown, email, customer.CreatedAt);
    }
}
