using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Leads;
using NodaTime;

namespace GarageDoorOS.Tests.Support;

/// <summary>Leads and customers of a test, made past all doors.</summary>
public static class TestPeople
{
    private static int count;

    private static Instant Now => SystemClock.Instance.GetCurrentInstant();

    /// <summary>A number that nobody else in the run has.</summary>
    public static string NewPhone() => $"(512) 555-{Interlocked.Increment(ref count) % 10_000:D4}";

    public static Task<Lead> NewLead(this TestBusiness business, string name = "Ray Novak", string[]? phones = null, string[]? emails = null, string company = "",
        string address = "", string notes = "", TestMember? assignee = null, LeadStatus status = LeadStatus.New)
    {
        var facts = new LeadFacts { Name = name, Company = company, Phones = Read(phones), Emails = emails ?? [], ServiceAddress = address, Notes = notes, EstimatedValue = 1200 };
        var lead = Lead.Open(business.Id, facts, assignee is null ? null : new Named(assignee.Id, assignee.Name), Now, status, status.IsClosed() ? "Price" : null);
        return business.Save(lead);
    }

    public static Task<Customer> NewCustomer(this TestBusiness business, string name = "Colleen Novak", string[]? phones = null, string[]? emails = null, string company = "",
        string address = "", string notes = "", CustomerType type = CustomerType.Residential, params Contact[] contacts)
    {
        var facts = new CustomerFacts
        {
            Type = type,
            Name = name,
            Company = company,
            Phones = Read(phones),
            Emails = emails ?? [],
            Notes = notes,
            Contacts = contacts,
            Addresses = address.Length > 0 ? [new(address)] : [],
        };
        return business.Save(Customer.Create(business.Id, facts, Now));
    }

    public static Task<Customer> Trash(this TestBusiness business, Guid customerId) => business.InDb(async db =>
    {
        var customer = db.Customers.Single(c => c.Id == customerId);
        customer.Discard(Now);
        await db.SaveChangesAsync();
        return customer;
    });

    private static Task<T> Save<T>(this TestBusiness business, T record) where T : class => business.InDb(async db =>
    {
        db.Add(record);
        await db.SaveChangesAsync();
        return record;
    });

    private static IReadOnlyList<PhoneNumber> Read(string[]? phones) => [.. (phones ?? []).Select(p => PhoneNumber.Read(p, "US"))];
}
