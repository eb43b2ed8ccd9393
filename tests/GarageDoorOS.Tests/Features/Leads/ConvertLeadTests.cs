using System.Text.Json;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Leads;

public sealed class ConvertLeadTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    private async Task<(TestBusiness Business, HttpClient Api)> Start(Provider provider, string role = "owner")
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        return (business, await business.Api(role));
    }

    private static string Address(Lead lead) => $"/api/leads/{lead.Id}/conversion";

    [Theory, BothDatabases]
    public async Task A_lead_becomes_converted_and_the_customer_is_made_from_it(Provider provider)
    {
        var (business, api) = await Start(provider);
        var lead = await business.NewLead("Ray Novak", [TestPeople.NewPhone(), "512 555 01"], ["Ray@Example.com"], address: "907 Juniper Trl", notes: "Spring broke.");

        using var answer = await api.PostJson(Address(lead), new { type = "Residential" });
        var id = (await answer.ShouldBeJson(201)).GetProperty("customerId").GetGuid();
        answer.Headers.Location!.ToString().ShouldBe($"/api/customers/{id}");

        var (customer, after) = await business.InDb(async db => (await db.Customers.SingleAsync(), await db.Leads.SingleAsync()));
        (customer.Id, customer.Name, customer.Type, customer.Notes).ShouldBe((id, "Ray Novak", CustomerType.Residential, "Spring broke."));
        customer.Phones.ShouldBe(lead.Phones);
        customer.Emails.ShouldBe(["Ray@Example.com"]);
        customer.Addresses.Single().Text.ShouldBe("907 Juniper Trl");
        (after.Status, after.CustomerId, after.Version).ShouldBe((LeadStatus.Converted, id, 2));
        await business.DerivedRowsShouldAgree();
    }

    [Theory, BothDatabases]
    public async Task A_company_becomes_a_commercial_customer_with_its_person_as_contact(Provider provider)
    {
        var (business, api) = await Start(provider);
        var lead = await business.NewLead("Ann Lee", company: "Lee Storage");
        using var answer = await api.PostJson(Address(lead), new { type = "commercial" });
        await answer.ShouldBeJson(201);
        var customer = await business.InDb(db => db.Customers.SingleAsync());
        (customer.Type, customer.Company, customer.Contacts.Single().Name).ShouldBe((CustomerType.Commercial, "Lee Storage", "Ann Lee"));
    }

    [Theory, BothDatabases]
    public async Task A_known_phone_number_is_refused_and_names_the_customer(Provider provider)
    {
        var (business, api) = await Start(provider);
        var phone = TestPeople.NewPhone();
        var known = await business.NewCustomer(phones: ["202 555 0100", phone], emails: ["c@example.com"]);
        var lead = await business.NewLead(phones: ["+1 " + phone.Replace("(", "").Replace(") ", ".") + " x12"], emails: ["C@EXAMPLE.com "]);

        using var answer = await api.PostJson(Address(lead), new { type = "residential" });
        var candidate = (await answer.ShouldBeProblem(409, "duplicate_customer")).GetProperty("candidates").EnumerateArray().Single();
        candidate.Id().ShouldBe(known.Id);
        candidate.Text("name").ShouldBe("Colleen Novak");
        candidate.GetProperty("phones").EnumerateArray().Select(p => p.Text("number")).ShouldBe(["202 555 0100", phone]);
        candidate.GetProperty("emails")[0].GetString().ShouldBe("c@example.com");
        candidate.GetProperty("matchedOn").EnumerateArray().Select(m => m.GetString()).ShouldBe(["phone", "email"]);
        candidate.GetProperty("trashed").GetBoolean().ShouldBeFalse();
        (await business.InDb(db => db.Leads.SingleAsync())).Version.ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task A_contact_person_of_a_company_is_recognised_too(Provider provider)
    {
        var (business, api) = await Start(provider);
        var phone = TestPeople.NewPhone();
        await business.NewCustomer("", company: "Lee Storage", type: CustomerType.Commercial, contacts: [new("Ann", null, phone, null, PhoneNumber.Read(phone, "US").E164)]);
        using var answer = await api.PostJson(Address(await business.NewLead(phones: [phone])), new { type = "residential" });
        await answer.ShouldBeProblem(409, "duplicate_customer");
    }

    [Theory, BothDatabases]
    public async Task Other_leads_never_block_and_numbers_that_cannot_be_rung_never_match(Provider provider)
    {
        var (business, api) = await Start(provider);
        var phone = TestPeople.NewPhone();
        await business.NewLead("Somebody", [phone]);
        await business.NewCustomer(phones: ["555 01"]);
        using var answer = await api.PostJson(Address(await business.NewLead(phones: [phone, "555 01"])), new { type = "residential" });
        await answer.ShouldBeJson(201);
    }

    [Theory, BothDatabases]
    public async Task Linking_fills_blanks_and_overwrites_nothing(Provider provider)
    {
        var (business, api) = await Start(provider);
        var (phone, second) = (TestPeople.NewPhone(), TestPeople.NewPhone());
        var known = await business.NewCustomer(phones: [phone], address: "1 Old Rd", notes: "Gate code 4411.");
        var lead = await business.NewLead("Ray", [phone.Replace("(", "").Replace(")", ""), second], ["ray@example.com"], "Novak Ltd", "1 old rd", "Call first.");

        using var answer = await api.PostJson(Address(lead), new { type = "residential", linkToCustomerId = known.Id });
        (await answer.ShouldBeJson(201)).GetProperty("customerId").GetGuid().ShouldBe(known.Id);

        var customer = await business.InDb(db => db.Customers.SingleAsync());
        (customer.Name, customer.Company, customer.Notes, customer.Version).ShouldBe(("Colleen Novak", "Novak Ltd", "Gate code 4411.", 2));
        customer.Phones.Select(p => p.Number).ShouldBe([phone, second]);
        customer.Emails.ShouldBe(["ray@example.com"]);
        customer.Addresses.Select(a => a.Text).ShouldBe(["1 Old Rd"]);
        await business.DerivedRowsShouldAgree();
    }

    [Theory, BothDatabases]
    public async Task A_customer_in_the_trash_is_offered_and_comes_back_when_linked(Provider provider)
    {
        var (business, api) = await Start(provider);
        var phone = TestPeople.NewPhone();
        var gone = await business.Trash((await business.NewCustomer(phones: [phone])).Id);
        var lead = await business.NewLead(phones: [phone]);

        using var refused = await api.PostJson(Address(lead), new { type = "residential" });
        (await refused.ShouldBeProblem(409)).GetProperty("candidates")[0].GetProperty("trashed").GetBoolean().ShouldBeTrue();
        using var linked = await api.PostJson(Address(lead), new { linkToCustomerId = gone.Id });
        await linked.ShouldBeJson(201);
        (await business.InDb(db => db.Customers.SingleAsync())).DeletedAt.ShouldBeNull();
    }

    [Theory, BothDatabases]
    public async Task A_customer_who_cannot_come_back_from_the_trash_is_neither_shown_nor_linked(Provider provider)
    {
        await using var host = await AppHost.Start(provider);
        var business = await host.NewBusiness();
        var (api, phone) = (await business.Api(), TestPeople.NewPhone());
        var gone = await business.Trash((await business.NewCustomer(phones: [phone])).Id);
        var lead = await business.NewLead("Ray", [phone]);
        host.Time.Pass(TimeSpan.FromDays(31));

        using var refused = await api.PostJson(Address(lead), new { linkToCustomerId = gone.Id });
        (await refused.ShouldBeProblem(422)).GetProperty("errors").TryGetProperty("linkToCustomerId", out _).ShouldBeTrue();
        (await (await business.Page("owner")).Page($"/leads/{lead.Id}/conversion")).QuerySelector(".match mark").ShouldBeNull();
        using var made = await api.PostJson(Address(lead), new { type = "residential" });
        (await made.ShouldBeJson(201)).GetProperty("customerId").GetGuid().ShouldNotBe(gone.Id);
        (await business.InDb(db => db.Customers.SingleAsync(c => c.Id == gone.Id))).DeletedAt.ShouldNotBeNull();
    }

    [Theory, BothDatabases]
    public async Task Creating_anyway_wants_a_reason_and_keeps_it(Provider provider)
    {
        var (business, api) = await Start(provider);
        var phone = TestPeople.NewPhone();
        await business.NewCustomer(phones: [phone]);
        var lead = await business.NewLead(phones: [phone]);

        using var silent = await api.PostJson(Address(lead), new { type = "residential", createAnyway = true, reason = " " });
        (await silent.ShouldBeProblem(422, "invalid")).GetProperty("errors").GetProperty("reason").GetArrayLength().ShouldBe(1);
        using var made = await api.PostJson(Address(lead), new { type = "residential", createAnyway = true, reason = "The tenant, same line." });
        await made.ShouldBeJson(201);
        var (conversion, customers, lines) = await business.InDb(async db =>
            (await db.Conversions.SingleAsync(), await db.Customers.CountAsync(), await db.Activities.Where(a => a.Field == "reason").Select(a => a.New).ToListAsync()));
        (conversion.Way, conversion.Reason, customers).ShouldBe((ConversionWay.CreatedAnyway, "The tenant, same line.", 2));
        lines.ShouldBe(["The tenant, same line.", "The tenant, same line."]);
    }

    [Theory, BothDatabases]
    public async Task A_lead_is_converted_once(Provider provider)
    {
        var (business, api) = await Start(provider);
        var lead = await business.NewLead(phones: [TestPeople.NewPhone()], status: LeadStatus.Lost);
        using var first = await api.PostJson(Address(lead), new { type = "residential" });
        var id = (await first.ShouldBeJson(201)).GetProperty("customerId").GetGuid();
        using var second = await api.PostJson(Address(lead), new { type = "residential" });
        (await second.ShouldBeProblem(409, "already_converted")).GetProperty("customerId").GetGuid().ShouldBe(id);
        (await business.InDb(db => db.Leads.SingleAsync())).LostReason.ShouldBe("");
    }

    [Theory]
    [BothDatabases("""{"type":"castle"}""", "type")]
    [BothDatabases("""{}""", "type")]
    [BothDatabases("""{"type":7}""", "type")]
    [BothDatabases("""{"type":"residential","draftEstimate":"yes"}""", "draftEstimate")]
    [BothDatabases("""{"type":"residential","unscheduledJob":{"amount":"-1"}}""", "unscheduledJob.amount")]
    [BothDatabases("""{"type":"residential","unscheduledJob":{"colour":"red"}}""", "unscheduledJob.colour")]
    [BothDatabases("""{"type":"residential","linkToCustomerId":"x"}""", "linkToCustomerId")]
    [BothDatabases("""{"type":"residential","linkToCustomerId":"0192f0a0-0000-7000-8000-000000000000"}""", "linkToCustomerId")]
    [BothDatabases("""{"type":"residential","createAnyway":"yes"}""", "createAnyway")]
    public async Task What_is_wrong_is_told_at_its_field(Provider provider, string body, string field)
    {
        var (business, api) = await Start(provider);
        var lead = await business.NewLead();
        using var answer = await api.PostJson(Address(lead), JsonSerializer.Deserialize<JsonElement>(body));
        (await answer.ShouldBeProblem(422, "invalid")).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe([field]);
        (await business.InDb(db => db.Customers.CountAsync())).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task A_customer_of_another_business_is_like_none(Provider provider)
    {
        var (business, api) = await Start(provider);
        var foreign = await (await business.Host.NewBusiness()).NewCustomer();
        using var answer = await api.PostJson(Address(await business.NewLead()), new { type = "residential", linkToCustomerId = foreign.Id });
        (await answer.ShouldBeProblem(422)).GetProperty("errors").GetProperty("linkToCustomerId")[0].GetString().ShouldBe("There is no such customer.");
    }

    [Theory, BothDatabases]
    public async Task Who_may_not_see_customers_learns_only_that_one_exists_and_whom_to_ask(Provider provider)
    {
        var (business, api) = await Start(provider, "lead_agent");
        await business.Member("owner", "Dana Reyes");
        var phone = TestPeople.NewPhone();
        var known = await business.NewCustomer(phones: [phone]);
        var lead = await business.NewLead(phones: [phone]);
        foreach (var body in new object[] { new { type = "residential" }, new { type = "residential", createAnyway = true, reason = "x" } })
        {
            using var answer = await api.PostJson(Address(lead), body);
            var problem = await answer.ShouldBeProblem(409, "duplicate_customer");
            problem.GetProperty("candidates").GetArrayLength().ShouldBe(0);
            problem.Text("detail")!.ShouldContain("Dana Reyes");
            problem.ToString().ShouldNotContain("Novak");
        }
        using var link = await api.PostJson(Address(lead), new { type = "residential", linkToCustomerId = known.Id });
        await link.ShouldBeProblem(422);
    }

    [Theory, BothDatabases]
    public async Task A_lead_in_the_trash_is_not_found(Provider provider)
    {
        var (business, api) = await Start(provider);
        var lead = await business.NewLead();
        await business.InDb(async db =>
        {
            (await db.Leads.SingleAsync()).Discard(lead.CreatedAt);
            return await db.SaveChangesAsync();
        });
        using var answer = await api.PostJson(Address(lead), new { type = "residential" });
        await answer.ShouldBeProblem(404);
    }
}
