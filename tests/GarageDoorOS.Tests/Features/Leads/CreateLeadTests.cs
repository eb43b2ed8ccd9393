using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Leads;

public sealed class CreateLeadTests(SharedHosts hosts)
{
    [Theory, BothDatabases]
    public async Task A_program_gets_back_the_lead_that_it_made(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, anna) = (await business.Api(), await business.Member(name: "Anna"));
        using var answer = await api.PostJson("/api/leads", new
        {
            name = "José Nuñez",
            company = "Nuñez & Sons",
            source = "google ads",
            status = "contacted",
            estimatedValue = "1,200.50",
            notes = "Spring broke.\nCar inside.",
            phones = new object[] { new { number = "512-555-0143 x12", label = "Mobile" }, new { number = "not a number" } },
            emails = new[] { "Jose@Example.com" },
            assigneeId = anna.Id,
            serviceAddress = "1 Elm St, Austin",
            importedOwner = "Old Bob",
            importedStatus = "Warm",
        });
        var lead = await answer.ShouldBeJson(201);
        answer.Headers.Location!.OriginalString.ShouldBe($"/api/leads/{lead.Id()}");
        answer.Headers.ETag!.Tag.ShouldBe("\"1\"");
        lead.Text("name").ShouldBe("José Nuñez");
        lead.Text("source").ShouldBe("Google Ads");
        lead.Text("status").ShouldBe("contacted");
        lead.Text("estimatedValue").ShouldBe("1200.50");
        lead.Text("importedOwner").ShouldBe("Old Bob");
        lead.GetProperty("phones")[0].Text("number").ShouldBe("512-555-0143 x12");
        lead.GetProperty("phones")[0].Text("e164").ShouldBe("+15125550143");
        lead.GetProperty("phones")[0].Text("extension").ShouldBe("12");
        lead.GetProperty("phones")[1].Text("e164").ShouldBeNull();
        lead.GetProperty("assigneeId").GetGuid().ShouldBe(anna.Id);

        (await api.GetJson($"/api/leads/{lead.Id()}")).GetRawText().ShouldBe(lead.GetRawText());
        (await api.GetJson($"/api/leads/{lead.Id()}/activity")).GetProperty("items").EnumerateArray().Single().Text("kind").ShouldBe("created");
        await business.DerivedRowsShouldAgree();
    }

    [Theory]
    [BothDatabases("{}", "name")]
    [BothDatabases("""{"name":"  "}""", "name")]
    [BothDatabases("""{"name":7,"colour":"red"}""", "name,colour")]
    [BothDatabases("""{"name":"A","emails":["nobody"],"estimatedValue":"-1","source":"Nowhere","status":"open","assigneeId":"x"}""", "emails[0],estimatedValue,source,status,assigneeId")]
    [BothDatabases("""{"name":"A","phones":[{"label":"home"},7,{"number":"1","colour":"red"}]}""", "phones[0].number,phones[1],phones[2].colour")]
    [BothDatabases("""{"name":"A","status":"converted"}""", "status")]
    [BothDatabases("""{"name":"A","status":"lost"}""", "lostReason")]
    [BothDatabases("""{"name":"A\u0000B"}""", "name")]
    [BothDatabases("""{"name":"A","notes":"\ud800"}""", "notes")]
    [BothDatabases("""{"name":"A","assigneeId":"0193a5c0-0000-7000-8000-000000000000"}""", "assigneeId")]
    public async Task Everything_that_is_wrong_is_said_at_once(Provider provider, string body, string fields)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        using var answer = await api.PostAsync("/api/leads", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        var problem = await answer.ShouldBeProblem(422, "invalid");
        problem.GetProperty("errors").EnumerateObject().Select(e => e.Name).Order().ShouldBe(fields.Split(',').Order());
        (await business.InDb(db => db.Leads.CountAsync())).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task A_lead_holds_fifty_addresses_and_no_more(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        string[] Emails(int count) => [.. Enumerable.Range(0, count).Select(i => $"a{i}@b.co")];
        await api.Create("/api/leads", new { name = "Ann", emails = Emails(50) });
        using var answer = await api.PostJson("/api/leads", new { name = "Bo", emails = Emails(51) });
        (await answer.ShouldBeProblem(422, "invalid")).GetProperty("errors").EnumerateObject().ShouldHaveSingleItem().Name.ShouldBe("emails");
    }

    [Theory, BothDatabases]
    public async Task The_form_keeps_what_was_typed_beside_its_errors(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var page = await business.Page();
        var form = await page.FormAt("/leads/new?name=Ada%20%3Cb%3E");
        form["name"].ShouldBe("Ada <b>");

        using var refused = await page.Send("/leads", form, ("phones[0].number", "512 555 01"), ("emails[0]", "ada@"), ("estimatedValue", "much"), ("notes", "Two doors"));
        var again = await refused.ShouldBePage(422);
        again.ErrorOf("f-phones-0").ShouldBe("Two digits short: a US number has ten.");
        again.ErrorOf("f-emails-0").ShouldNotBeNull();
        again.ErrorOf("f-estimatedValue").ShouldNotBeNull();
        var kept = again.Fields();
        (kept["name"], kept["phones[0].number"], kept["estimatedValue"], kept["notes"]).ShouldBe(("Ada <b>", "512 555 01", "much", "Two doors"));
        again.QuerySelector("input[name=keepPhones]").ShouldNotBeNull();

        using var saved = await page.Send("/leads", kept, ("keepPhones", "true"), ("emails[0]", "ada@example.com"), ("estimatedValue", "1,200"));
        await saved.ShouldBeDone("was added");
        var lead = await business.InDb(db => db.Leads.AsNoTracking().SingleAsync());
        (lead.Phones.Single().Number, lead.Phones.Single().E164, lead.EstimatedValue).ShouldBe(("512 555 01", null, 1200m));
    }

    [Theory, BothDatabases]
    public async Task Without_script_a_saved_form_goes_on_to_the_lead(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var page = await business.Page();
        var form = await page.FormAt("/leads/new");
        form["company"] = "Acme Doors";
        using var saved = await page.Post("/leads", [.. form.Select(f => (f.Key, f.Value))]);
        ((int)saved.StatusCode).ShouldBe(302);
        var shown = await page.Page(saved.Headers.Location!.OriginalString);
        shown.QuerySelector(".record h2")!.TextContent.ShouldBe("Acme Doors");
        shown.QuerySelector(".story")!.TextContent.ShouldContain("added this");
    }
}
