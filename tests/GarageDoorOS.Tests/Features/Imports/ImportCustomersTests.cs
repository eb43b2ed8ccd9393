using System.Net;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static GarageDoorOS.Tests.Features.Imports.ImportCalls;

namespace GarageDoorOS.Tests.Features.Imports;

public class ImportCustomersTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task Whoever_is_a_customer_already_is_filled_in_and_nobody_is_made_twice(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        await Customer(api, new { type = "residential", name = "Ann Bell", phones = new[] { new { number = "512-555-0101" } }, notes = "gate code 12" });
        var (twin, other) = (await Customer(api, new { type = "residential", name = "Cy", emails = new[] { "cy@example.com" } }), await Customer(api, new { type = "residential", name = "Cyrus", phones = new[] { new { number = "512-555-0103" } } }));
        var trashed = await Customer(api, new { type = "residential", name = "Gone", emails = new[] { "gone@example.com" } });
        using (var deleted = await api.DeleteAsync($"/api/customers/{trashed}?version=1")) deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);

        using var form = List("""
            Customer,Company,Customer type,Phone,Email,Address,Notes,Deal Stage
            Ann B.,,,(512) 555-0101,ann@example.com,1 Elm St,dog in the yard,
            Kim Lee,Lee Builders,,512-555-0110,,2 Oak St,,Won
            Kim Lee,Lee Builders,Commercial,,kim@example.com,,,
            ,,,,,,,
            Cy,,,512-555-0103,cy@example.com,,,
            Gone,,,,gone@example.com,,,
            Ann Bell,,,512-555-0101,,,,
            Fay,,commercial,512-555-0110,fay@example.com,,,
            Ann Bell,,,,ann@example.com,3 Ash St,,

            """);
        form.Add(new StringContent("customers"), "of");
        var import = await api.Import(form);

        (import.GetProperty("created").GetInt32(), import.GetProperty("updated").GetInt32(), import.GetProperty("skipped").GetInt32(), import.GetProperty("failed").GetInt32()).ShouldBe((2, 3, 2, 2));
        var ann = await Named(business, "Ann Bell");
        (ann.Emails.Single(), ann.Notes).ShouldBe(("ann@example.com", "gate code 12\nAnn B.\ndog in the yard"));
        ann.Addresses.Select(a => a.Text).ShouldBe(["1 Elm St", "3 Ash St"]);
        var lee = await business.InDb(db => db.Customers.SingleAsync(c => c.Company == "Lee Builders" && c.ImportLine == 2));
        (lee.Type, lee.Name, lee.Contacts.Single().Name, lee.Emails.Single(), lee.Notes).ShouldBe((CustomerType.Commercial, "Kim Lee", "Kim Lee", "fay@example.com", "Deal Stage: Won\nFay"));
        var errors = await api.GetStringAsync(import.Text("errorsUrl"));
        errors.ShouldContain("It could be Cyrus or Cy. Merge them if they are the same");
        errors.ShouldContain("It is Gone, who is in the trash.");
        await business.DerivedRowsShouldAgree();
        twin.ShouldNotBe(other);
    }

    [Theory, BothDatabases]
    public async Task Undone_it_leaves_whom_somebody_works_for_and_what_it_filled_in(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var old = await Customer(api, new { type = "residential", name = "Ann", phones = new[] { new { number = "512-555-0101" } } });
        using var form = List("Name,Phone,Email\nAnn,512-555-0101,ann@example.com\nBob,512-555-0102,\nCy,512-555-0103,\n");
        form.Add(new StringContent("customers"), "of");
        var import = await api.Import(form);
        var bob = await Named(business, "Bob");
        using (var job = await api.PostJson("/api/jobs", new { customerId = bob.Id, title = "Spring" })) job.StatusCode.ShouldBe(HttpStatusCode.Created);

        using (var answer = await api.PostJson($"/api/imports/{import.Id()}/undoing", new { })) await answer.ShouldBeJson(202);
        await Eventually.Holds("the list is taken back", () => api.GetJson($"/api/imports/{import.Id()}"), one => one.Text("state") == "undone");

        var left = await business.InDb(db => db.Customers.Where(c => c.DeletedAt == null).OrderBy(c => c.Name).ToListAsync());
        left.Select(c => (c.Name, c.Emails.Count)).ShouldBe([("Ann", 1), ("Bob", 0)]);
        left[0].Id.ShouldBe(old);
        var page = await (await business.Page("manager")).Page($"/imports/{import.Id()}");
        page.QuerySelector(".import-kept")!.TextContent.ShouldContain("Bob has estimates, jobs or leads");
        await business.DerivedRowsShouldAgree();
    }

    [Theory, BothDatabases]
    public async Task Two_lists_at_once_make_no_customer_twice(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var csv = "Name,Phone\n" + string.Concat(Enumerable.Range(0, 40).Select(at => $"Customer {at},512-555-{1000 + at}\n"));
        var created = Enumerable.Range(0, 40).Select(at => api.PostJson("/api/customers", new { type = "residential", name = $"Typed {at}", phones = new[] { new { number = $"512 555 {1000 + at}" } } })).ToList();
        using var form = List(csv);
        form.Add(new StringContent("customers"), "of");
        await api.Import(form);
        foreach (var answer in await Task.WhenAll(created)) answer.Dispose();

        var phones = await business.InDb(db => db.Customers.ToListAsync());
        // Who typed it at the desk is told of the match and may make one anyway; a list never does.
        phones.Where(c => c.ImportId != null).SelectMany(c => c.Keys).GroupBy(key => key).ShouldAllBe(same => same.Count() == 1);
        await business.DerivedRowsShouldAgree();
    }

    [Fact]
    public async Task Who_may_not_add_customers_brings_none_in()
    {
        var business = await (await hosts.On(Provider.Sqlite)).NewBusiness();
        using var form = List("Name\nAnn\n");
        form.Add(new StringContent("customers"), "of");
        var agent = await business.Api("lead_agent");
        using (var refused = await agent.PostAsync("/api/imports", form)) await refused.ShouldBeProblem(403);
        using (var page = await (await business.Page("lead_agent")).Http.GetAsync("/imports?of=customers")) page.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var odd = List("Name\nAnn\n");
        odd.Add(new StringContent("shoes"), "of");
        using var wrong = await agent.PostAsync("/api/imports", odd);
        (await wrong.ShouldBeProblem(422, "invalid")).GetProperty("errors").EnumerateObject().Single().Name.ShouldBe("of");
    }

    private static async Task<Guid> Customer(HttpClient api, object body)
    {
        using var answer = await api.PostJson("/api/customers", body);
        return (await answer.ShouldBeJson(201)).Id();
    }

    private static Task<Customer> Named(TestBusiness business, string name) => business.InDb(db => db.Customers.AsNoTracking().SingleAsync(c => c.Name == name && c.DeletedAt == null));
}
