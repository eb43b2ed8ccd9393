using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Leads;

public sealed class EditLeadTests(SharedHosts hosts)
{
    [Theory, BothDatabases]
    public async Task An_omitted_field_stays_and_null_clears(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var lead = await api.Create("/api/leads", new { name = "Ada", company = "Acme", notes = "Old", emails = new[] { "ada@example.com" }, estimatedValue = "10", status = "lost", lostReason = "Price" });
        using var answer = await api.PutJson($"/api/leads/{lead.Id()}", new { company = (string?)null, emails = Array.Empty<string>(), notes = "New", status = "qualified" }, 1);
        var now = await answer.ShouldBeJson(200);
        answer.Headers.ETag!.Tag.ShouldBe("\"2\"");
        (now.Text("name"), now.Text("company"), now.Text("notes"), now.Text("estimatedValue"), now.Text("lostReason")).ShouldBe(("Ada", null, "New", "10.00", null));
        now.GetProperty("emails").GetArrayLength().ShouldBe(0);

        var lines = (await api.GetJson($"/api/leads/{lead.Id()}/activity")).GetProperty("items").EnumerateArray().Where(l => l.Text("kind") == "changed").ToList();
        lines.Select(l => (l.Text("field"), l.Text("old"), l.Text("new"), l.Version())).OrderBy(l => l.Item1).ShouldBe(
        [
            ("company", "Acme", null, 2), ("emails", "ada@example.com", null, 2), ("lostReason", "Price", null, 2), ("notes", "Old", "New", 2), ("status", "lost", "qualified", 2),
        ]);
        await business.DerivedRowsShouldAgree();
    }

    [Theory, BothDatabases]
    public async Task What_was_got_can_be_put_back_and_changes_nothing(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var made = await api.Create("/api/leads", new { name = "Ada", phones = new object[] { new { number = "555 0143", extension = "7" }, new { number = "5125550143", label = "home" } }, importedOwner = "Bob" });
        using var answer = await api.PutJson($"/api/leads/{made.Id()}", await api.GetJson($"/api/leads/{made.Id()}"));
        (await answer.ShouldBeJson(200)).GetRawText().ShouldBe(made.GetRawText());
    }

    [Theory]
    [BothDatabases("""[{"number":"5125550143, 5125550144"}]""", """[{"number":"5125550143"},{"number":"5125550144"}]""")]
    [BothDatabases("""[{"number":"555 0143 (home)"}]""", """[{"number":"555 0143","label":"home"}]""")]
    [BothDatabases("""[{"number":"555 0143"}]""", """[{"number":"555 0143","extension":"9"}]""")]
    public async Task Numbers_that_read_alike_are_still_a_change(Provider provider, string before, string after)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var made = await api.Create("/api/leads", new { name = "Ada", phones = System.Text.Json.JsonSerializer.Deserialize<object>(before) });
        using var answer = await api.PutJson($"/api/leads/{made.Id()}", new { phones = System.Text.Json.JsonSerializer.Deserialize<object>(after) }, 1);
        var now = await answer.ShouldBeJson(200);
        now.Version().ShouldBe(2);
        now.GetProperty("phones").GetRawText().ShouldNotBe(made.GetProperty("phones").GetRawText());
    }

    [Theory, BothDatabases]
    public async Task A_program_says_which_version_it_changes(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var lead = await api.Create("/api/leads", new { name = "Ada" });
        var path = $"/api/leads/{lead.Id()}";
        using var none = await api.PutJson(path, new { name = "Bo" });
        await none.ShouldBeProblem(428, "version_required");
        using var inBody = await api.PutJson(path, new { name = "Bo", version = 1 });
        (await inBody.ShouldBeJson(200)).Version().ShouldBe(2);
        using var stale = await api.PutJson(path, new { notes = "x" }, 1);
        (await stale.ShouldBeProblem(412, "stale")).GetProperty("current").Text("name").ShouldBe("Bo");
        using var star = await api.SendJson(HttpMethod.Put, path, new { notes = "x" }, ("If-Match", "\"none of ours\""));
        await star.ShouldBeProblem(412, "stale");
        using var wrong = await api.PutJson(path, new { version = "two" });
        (await wrong.ShouldBeProblem(422, "invalid")).GetProperty("errors").TryGetProperty("version", out _).ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task A_number_that_the_lead_has_already_is_never_refused(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, page) = (await business.Api(), await business.Page());
        var lead = await api.Create("/api/leads", new { name = "Ada", phones = new[] { new { number = "call the office", label = "work" } }, notes = "One\r\n\r\nTwo" });
        var form = await page.FormAt($"/leads/{lead.Id()}/edit");
        using var untouched = await page.Send($"/leads/{lead.Id()}", form);
        await untouched.ShouldBeDone();
        (await api.GetJson($"/api/leads/{lead.Id()}")).Version().ShouldBe(1);
        using var saved = await page.Send($"/leads/{lead.Id()}", form, ("name", "Ada L."));
        await saved.ShouldBeDone("Saved.");
        var now = await api.GetJson($"/api/leads/{lead.Id()}");
        (now.Text("name"), now.Version(), now.GetProperty("phones")[0].Text("label")).ShouldBe(("Ada L.", 2, "work"));
    }

    [Theory, BothDatabases]
    public async Task Whoever_has_left_keeps_their_leads_until_another_takes_them(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, page, anna) = (await business.Api(), await business.Page(), await business.Member(name: "Anna"));
        var lead = await api.Create("/api/leads", new { name = "Ada", assigneeId = anna.Id });
        await business.InDb(async db =>
        {
            (await db.TeamMembers.SingleAsync(m => m.Id == anna.Id)).Deactivate();
            return await db.SaveChangesAsync();
        });
        var shown = await page.Page($"/leads/{lead.Id()}/edit");
        shown.QuerySelector("select[name=assigneeId] option[selected]")!.TextContent.ShouldBe("Anna (has left)");
        using var saved = await page.Send($"/leads/{lead.Id()}", shown.Fields(), ("notes", "Still hers"));
        await saved.ShouldBeDone();
        using var put = await api.PutJson($"/api/leads/{lead.Id()}", new { assigneeId = anna.Id }, 2);
        await put.ShouldBeJson(200);
        using var other = await api.PutJson($"/api/leads/{lead.Id()}/assignment", new { assigneeId = (Guid?)null }, 2);
        await other.ShouldBeJson(200);
        using var back = await api.PutJson($"/api/leads/{lead.Id()}/assignment", new { assigneeId = anna.Id }, 3);
        await back.ShouldBeProblem(422, "invalid");
    }
}
