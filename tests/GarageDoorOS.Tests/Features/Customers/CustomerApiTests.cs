using System.Text.Json;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Customers;

/// <summary>Customers as a program meets them.</summary>
public sealed class CustomerApiTests(SharedHosts hosts)
{
    private const string Customers = "/api/customers";

    private async Task<(TestBusiness Business, HttpClient Api)> Start(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        return (business, await business.Api());
    }

    [Theory, BothDatabases]
    public async Task What_is_sent_is_what_is_given_and_can_be_put_back(Provider provider)
    {
        var (business, api) = await Start(provider);
        using var answer = await api.PostJson(Customers, new
        {
            type = "Commercial",
            company = "Lee Storage",
            contacts = new object[] { new { name = "Ann Lee", role = "Manager", phone = "512 555 0143", email = "ann@lee.example" } },
            phones = new object[] { new { number = "(512) 555-0199 x4", label = "office" }, new { number = "none" } },
            emails = new[] { "Office@Lee.example" },
            addresses = new object[] { new { text = "1 Yard Rd", label = "service" } },
            notes = "Six doors.",
        });
        var made = await answer.ShouldBeJson(201);
        answer.Headers.Location!.ToString().ShouldBe($"{Customers}/{made.Id()}");
        answer.Headers.ETag!.Tag.ShouldBe("\"1\"");

        var got = await api.GetJson($"{Customers}/{made.Id()}");
        got.ToString().ShouldBe(made.ToString());
        got.Text("type").ShouldBe("commercial");
        got.GetProperty("name").ValueKind.ShouldBe(JsonValueKind.Null);
        got.GetProperty("contacts")[0].Text("e164").ShouldBe("+15125550143");
        got.GetProperty("phones")[0].Text("e164").ShouldBe("+15125550199");
        got.GetProperty("phones")[0].Text("extension").ShouldBe("4");
        got.GetProperty("phones")[1].GetProperty("e164").ValueKind.ShouldBe(JsonValueKind.Null);

        using var put = await api.PutJson($"{Customers}/{made.Id()}", got);
        (await put.ShouldBeJson(200)).Version().ShouldBe(1, "nothing changed");
        await business.DerivedRowsShouldAgree();
    }

    [Theory, BothDatabases]
    public async Task What_is_left_out_of_a_PUT_stays_and_null_clears(Provider provider)
    {
        var (_, api) = await Start(provider);
        var made = await api.Create(Customers, new { type = "residential", name = "Ann", notes = "Gate code.", emails = new[] { "a@b.example" } });
        using var answer = await api.PutJson($"{Customers}/{made.Id()}", new { name = "Ann Lee", emails = (string[]?)null }, 1);
        var now = await answer.ShouldBeJson(200);
        (now.Text("name"), now.Text("notes"), now.GetProperty("emails").GetArrayLength(), now.Version()).ShouldBe(("Ann Lee", "Gate code.", 0, 2));
        answer.Headers.ETag!.Tag.ShouldBe("\"2\"");
    }

    [Theory, BothDatabases]
    public async Task What_moves_from_one_field_of_a_contact_to_another_is_a_change(Provider provider)
    {
        var (business, api) = await Start(provider);
        var email = $"ann.{Guid.NewGuid():N}@lee.example";
        var made = await api.Create(Customers, new { type = "commercial", company = "Lee Storage", contacts = new[] { new { name = "Ann Lee", role = email } } });
        var lead = await business.NewLead(emails: [email]);
        using var put = await api.PutJson($"{Customers}/{made.Id()}", new { contacts = new[] { new { name = "Ann Lee", email } } }, 1);
        var now = await put.ShouldBeJson(200);
        (now.Version(), now.GetProperty("contacts")[0].Text("email")).ShouldBe((2, email));

        using var known = await api.PostJson($"/api/leads/{lead.Id}/conversion", new { type = "residential" });
        (await known.ShouldBeProblem(409, "duplicate_customer")).GetProperty("candidates")[0].Id().ShouldBe(made.Id());
        var story = (await (await business.Page("owner")).Page($"/customers/{made.Id()}")).QuerySelector(".story")!.TextContent;
        story.ShouldContain($"Ann Lee ({email}) → Ann Lee, {email}");
        await business.DerivedRowsShouldAgree();
    }

    [Theory, BothDatabases]
    public async Task One_address_of_two_lines_is_not_two_addresses_and_outlives_a_form(Provider provider)
    {
        var (business, api) = await Start(provider);
        var made = await api.Create(Customers, new { type = "residential", name = "Ann", addresses = new[] { "1 Yard Rd", "Unit 2" } });
        using var put = await api.PutJson($"{Customers}/{made.Id()}", new { addresses = new[] { "1 Yard Rd\nUnit 2" } }, 1);
        (await put.ShouldBeJson(200)).Version().ShouldBe(2);

        var page = await business.Page("owner");
        using var saved = await page.Post($"/customers/{made.Id()}", ("type", "residential"), ("version", "2"), ("name", "Ann Lee"), ("addresses[0].text", "1 Yard RdUnit 2"));
        var now = await api.GetJson($"{Customers}/{made.Id()}");
        (now.Text("name"), now.GetProperty("addresses")[0].Text("text")).ShouldBe(("Ann Lee", "1 Yard Rd\nUnit 2"));
    }

    [Theory, BothDatabases]
    public async Task What_happened_to_a_customer_is_told_newest_first_and_paged(Provider provider)
    {
        var (_, api) = await Start(provider);
        var made = await api.Create(Customers, new { type = "residential", name = "Ann" });
        var path = $"{Customers}/{made.Id()}/activity";
        for (var i = 1; i <= 11; i++) await (await api.PutJson($"{Customers}/{made.Id()}", new { notes = $"Note {i}" }, i)).ShouldBeJson(200);
        var first = await api.GetJson(path + "?pageSize=10");
        (first.GetProperty("total").GetInt32(), first.GetProperty("items")[0].Text("field"), first.GetProperty("items")[0].Text("new")).ShouldBe((12, "notes", "Note 11"));
        var rest = await api.GetJson($"{path}?pageSize=10&after={first.Text("nextAfter")}");
        rest.GetProperty("items").EnumerateArray().Select(l => l.Text("kind")).ShouldBe(["changed", "created"]);
        foreach (var wrong in new[] { "x", Guid.NewGuid().ToString() })
            (await (await api.GetAsync($"{path}?after={wrong}")).ShouldBeProblem(422)).GetProperty("errors").GetProperty("after")[0].GetString()!.ShouldContain("nextAfter");
        await api.DeleteVersion($"{Customers}/{made.Id()}", 12);
        await (await api.GetAsync(path)).ShouldBeProblem(404);
    }

    [Theory, BothDatabases]
    public async Task A_change_needs_the_version_that_it_starts_from(Provider provider)
    {
        var (_, api) = await Start(provider);
        var made = await api.Create(Customers, new { type = "residential", name = "Ann" });
        var address = $"{Customers}/{made.Id()}";
        using var blind = await api.PutJson(address, new { name = "B" });
        await blind.ShouldBeProblem(428);
        using var blindly = await api.DeleteAsync(address);
        await blindly.ShouldBeProblem(428);
        using var first = await api.PutJson(address, new { name = "B", version = 1 });
        await first.ShouldBeJson(200);
        using var stale = await api.PutJson(address, new { name = "C" }, 1);
        (await stale.ShouldBeProblem(412)).GetProperty("current").Text("name").ShouldBe("B");
        using var gone = await api.DeleteVersion(address, 1);
        await gone.ShouldBeProblem(412);
    }

    [Theory]
    [BothDatabases("""{"type":"castle","name":"x"}""", "type")]
    [BothDatabases("""{"type":"residential"}""", "name")]
    [BothDatabases("""{"type":"commercial","contacts":[{"name":"x"}]}""", "company")]
    [BothDatabases("""{"type":"commercial","company":"x"}""", "contacts")]
    [BothDatabases("""{"type":"residential","name":7}""", "name")]
    [BothDatabases("""{"type":"residential","name":"x","colour":"red"}""", "colour")]
    [BothDatabases("""{"type":"residential","name":"x","phones":[{"number":""}]}""", "phones[0].number")]
    [BothDatabases("""{"type":"residential","name":"x","phones":[{"number":"1","colour":2}]}""", "phones[0].colour")]
    [BothDatabases("""{"type":"residential","name":"x","emails":["a@b.example","nonsense"]}""", "emails[1]")]
    [BothDatabases("""{"type":"residential","name":"x","contacts":[{"role":"y"}]}""", "contacts[0].name")]
    [BothDatabases("""{"type":"residential","name":"x","addresses":[4]}""", "addresses[0]")]
    [BothDatabases("""{"type":"residential","name":"a\u0000b"}""", "name")]
    public async Task What_is_wrong_is_told_at_its_field(Provider provider, string body, string field)
    {
        var (business, api) = await Start(provider);
        using var answer = await api.PostJson(Customers, JsonSerializer.Deserialize<JsonElement>(body));
        (await answer.ShouldBeProblem(422, "invalid")).GetProperty("errors").EnumerateObject().Select(e => e.Name).ShouldBe([field]);
        (await business.InDb(db => db.Customers.CountAsync())).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task A_deleted_customer_leaves_the_list_and_comes_back_as_it_was(Provider provider)
    {
        var (business, api) = await Start(provider);
        var lead = await business.NewLead("Ray", [TestPeople.NewPhone()]);
        using var converted = await api.PostJson($"/api/leads/{lead.Id}/conversion", new { type = "residential" });
        var id = (await converted.ShouldBeJson(201)).GetProperty("customerId").GetGuid();
        using var deleted = await api.DeleteVersion($"{Customers}/{id}", 1);
        ((int)deleted.StatusCode).ShouldBe(204);
        using var gone = await api.GetAsync($"{Customers}/{id}");
        await gone.ShouldBeProblem(404);
        (await api.GetJson(Customers)).GetProperty("total").GetInt32().ShouldBe(0);

        using var restored = await api.PostJson($"{Customers}/{id}/restoration", new { });
        var now = await restored.ShouldBeJson(200);
        (now.Text("name"), now.Version(), now.GetProperty("leads")[0].Id()).ShouldBe(("Ray", 3, lead.Id));
        (await business.InDb(db => db.Leads.SingleAsync())).Status.ShouldBe(LeadStatus.Converted);
        using var again = await api.PostJson($"{Customers}/{id}/restoration", new { });
        (await again.ShouldBeJson(200)).Version().ShouldBe(3, "a second undo does nothing");
        await business.ConversionsShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task The_list_finds_by_name_phone_company_contact_and_address(Provider provider)
    {
        var (_, api) = await Start(provider);
        await api.Create(Customers, new { type = "residential", name = "José Núñez", phones = new[] { new { number = "512-555-0143" } }, addresses = new[] { "12 Oak Hollow" } });
        await api.Create(Customers, new { type = "commercial", company = "Lee Storage", contacts = new[] { new { name = "Ann Marsh", email = "ann@lee.example" } }, notes = "100% steel_doors" });
        await api.Create(Customers, new { type = "residential", name = "Bo Li" });

        foreach (var (search, names) in new (string, string[])[]
        {
            ("jose nunez", ["José Núñez"]), ("(512) 555 0143", ["José Núñez"]), ("0143", ["José Núñez"]), ("oak hol", ["José Núñez"]), ("marsh", [""]), ("ANN@LEE", [""]),
            ("bo", ["Bo Li"]), ("100%", [""]), ("steel_d", [""]), ("steelxd", []), ("nobody here", []), ("lee mars", [""]), ("' OR 1=1 --", []),
        })
        {
            var found = await api.GetJson($"{Customers}?search={Uri.EscapeDataString(search)}");
            found.GetProperty("items").EnumerateArray().Select(i => i.Text("name") ?? "").ShouldBe(names, search);
            found.GetProperty("total").GetInt32().ShouldBe(names.Length, search);
            found.GetProperty("items").EnumerateArray().Any(i => i.TryGetProperty("notes", out _)).ShouldBeFalse();
        }
        var commercial = await api.GetJson($"{Customers}?type=COMMERCIAL");
        commercial.GetProperty("items").EnumerateArray().Single().Text("company").ShouldBe("Lee Storage");
        (await api.GetJson($"{Customers}?type=commercial&search=nunez")).GetProperty("total").GetInt32().ShouldBe(0);
    }

    [Theory]
    [BothDatabases("name"), BothDatabases("-name"), BothDatabases("company"), BothDatabases("-type"), BothDatabases("createdAt"), BothDatabases("-updatedAt")]
    public async Task Every_sort_pages_through_all_customers_once_by_number_and_by_the_last_id(Provider provider, string sort)
    {
        var (business, api) = await Start(provider);
        for (var i = 0; i < 25; i++) await business.NewCustomer($"Same {i % 3}", company: i % 2 == 0 ? "" : $"Company {i % 4}");

        var numbered = new List<Guid>();
        for (var page = 1; page <= 3; page++) numbered.AddRange(Ids(await api.GetJson($"{Customers}?sort={sort}&pageSize=10&page={page}")));
        numbered.Distinct().Count().ShouldBe(25);

        var followed = new List<Guid>();
        for (string? after = ""; after is not null;)
        {
            var page = await api.GetJson($"{Customers}?sort={sort}&pageSize=10{after}");
            followed.AddRange(Ids(page));
            page.GetProperty("total").GetInt32().ShouldBe(25);
            after = page.GetProperty("nextAfter").ValueKind == JsonValueKind.Null ? null : $"&after={page.Text("nextAfter")}";
        }
        followed.ShouldBe(numbered);

        static IEnumerable<Guid> Ids(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(i => i.Id());
    }

    [Theory]
    [BothDatabases("type=castle", "type"), BothDatabases("sort=colour", "sort"), BothDatabases("page=0", "page"), BothDatabases("pageSize=9", "pageSize")]
    [BothDatabases("colour=red", "colour"), BothDatabases("page=300", "page"), BothDatabases("after=x", "after"), BothDatabases("type=residential&type=commercial", "type")]
    public async Task A_wrong_word_in_the_address_is_told_by_its_name(Provider provider, string query, string word)
    {
        var (_, api) = await Start(provider);
        using var answer = await api.GetAsync($"{Customers}?{query}");
        (await answer.ShouldBeProblem(422)).GetProperty("errors").TryGetProperty(word, out _).ShouldBeTrue();
    }
}
