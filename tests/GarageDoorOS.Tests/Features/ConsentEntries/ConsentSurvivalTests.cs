using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Tests.Features.Imports;
using GarageDoorOS.Tests.Features.Nurture;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static GarageDoorOS.Tests.Features.ConsentEntries.ConsentTests;

namespace GarageDoorOS.Tests.Features.ConsentEntries;

/// <summary>A no belongs to the number: whatever becomes of the lead or customer who has it, it holds.</summary>
public sealed class ConsentSurvivalTests(SharedHosts hosts)
{
    private const string Number = "+15125550143";
    private static readonly object No = new { channel = "text", address = Number, given = false, how = "by_text", wording = "STOP" };

    [Theory, BothDatabases]
    public async Task It_holds_through_converting_and_merging_and_taking_apart(Provider provider)
    {
        var (_, api, lead) = await Start(provider);
        await api.Create($"/api/leads/{lead}/consents", No);
        var customer = (await api.Create($"/api/leads/{lead}/conversion", new { type = "residential" })).GetProperty("customerId").GetGuid();
        States(await api.GetJson($"/api/customers/{customer}/consents")).ShouldBe([$"text {Number} withdrawn"]);

        var other = (await api.Create("/api/customers", new { type = "residential", name = "Anna", phones = new[] { new { number = "512-555-0122" } } })).Id();
        var merged = await api.Create($"/api/customers/{other}/merges", new { otherId = customer });
        States(await api.GetJson($"/api/customers/{other}/consents")).ShouldContain($"text {Number} withdrawn");
        using (var apart = await api.PostJson($"/api/customers/{other}/merges/{merged.Id()}/undoing", new { })) apart.IsSuccessStatusCode.ShouldBeTrue(await apart.Content.ReadAsStringAsync());
        States(await api.GetJson($"/api/customers/{customer}/consents")).ShouldBe([$"text {Number} withdrawn"]);
    }

    [Theory, BothDatabases]
    public async Task It_holds_after_the_lead_is_deleted_and_for_a_new_one_with_the_number(Provider provider)
    {
        var (business, api, lead) = await Start(provider);
        await api.Create($"/api/leads/{lead}/consents", No);
        using (var gone = await api.DeleteVersion($"/api/leads/{lead}", 1)) gone.IsSuccessStatusCode.ShouldBeTrue();
        var again = (await api.Create("/api/leads", new { name = "Ann, new", phones = new[] { new { number = "1 (512) 555 0143" } } })).Id();
        States(await api.GetJson($"/api/leads/{again}/consents")).ShouldBe([$"text {Number} withdrawn"]);
        var page = await (await business.Nurturing()).Page("owner");
        (await page.Page($"/leads/{again}")).QuerySelector(".consent")!.GetAttribute("data-consent").ShouldBe("withdrawn");
    }

    [Theory, BothDatabases]
    public async Task It_holds_when_the_number_comes_in_by_a_list_anew(Provider provider)
    {
        var (_, api, lead) = await Start(provider);
        await api.Create($"/api/leads/{lead}/consents", No);
        var import = await api.Import(ImportCalls.List("Name,Phone,SMS opt out\nAnn again,512-555-0143,no\n"));
        import.Text("state").ShouldBe("done");
        States(await api.GetJson("/api/consents?address=5125550143")).ShouldBe([$"text {Number} withdrawn"]);
    }

    [Theory, BothDatabases]
    public async Task A_list_can_say_who_wants_no_more_and_that_holds_though_the_import_is_undone(Provider provider)
    {
        var (business, api, lead) = await Start(provider);
        await api.Create($"/api/leads/{lead}/consents", new { channel = "text", address = Number, given = true, how = "by_phone" });
        var import = await api.Import(ImportCalls.List("""
            Name,Phone,Email,Do not text,Unsubscribed from all email,Do Not Call
            Ann,512-555-0143,ann@lee.example,Yes,,
            Bob,512-555-0144,bob@lee.example,No,TRUE,0
            Cy,512-555-0145,cy@lee.example,,false,1

            """));
        (import.Text("state"), import.GetProperty("created").GetInt32()).ShouldBe(("done", 3));
        await ShouldStand();
        using (var undone = await api.PostJson($"/api/imports/{import.Id()}/undoing", new { })) await undone.ShouldBeJson(202);
        await Eventually.Holds("the import is undone", () => api.GetJson($"/api/imports/{import.Id()}"), i => i.Text("state") == "undone");
        await ShouldStand();
        (await business.InDb(db => db.Consents.OrderBy(c => c.Address).Where(c => !c.IsGiven).Select(c => c.Wording).ToListAsync())).ShouldBe(["Do not text: Yes", "Do Not Call: 1", "Unsubscribed from all email: TRUE"]);

        async Task ShouldStand()
        {
            (await One("5125550143")).ShouldBe($"text {Number} withdrawn");
            (await One("ann@lee.example")).ShouldBe("email ann@lee.example unknown");
            (await One("5125550144")).ShouldBe("text +15125550144 unknown");
            (await One("bob@lee.example")).ShouldBe("email bob@lee.example withdrawn");
            (await One("cy@lee.example")).ShouldBe("email cy@lee.example unknown");
            States(await api.GetJson("/api/consents?address=5125550145")).ShouldBe(["text +15125550145 unknown", "call +15125550145 withdrawn"]);
        }

        async Task<string> One(string address) => States(await api.GetJson("/api/consents?address=" + Uri.EscapeDataString(address))).Single();
    }

    [Theory, BothDatabases]
    public async Task Whom_a_list_says_to_leave_alone_leaves_the_cadence_at_once(Provider provider)
    {
        var (business, api, lead) = await Start(provider);
        await business.Nurturing();
        var cadence = await business.Cadence(new() { Name = "Chase", Steps = NurtureCalls.Steps("call 1 days") });
        var other = (await api.Create("/api/leads", new { name = "Bob Ray", phones = new[] { new { number = "512-555-0144" } } })).Id();
        foreach (var one in new[] { lead, other })
            using (var begun = await api.PostJson($"/api/leads/{one}/enrolments", new { cadenceId = cadence.Id })) await begun.ShouldBeJson(201);

        await api.Import(ImportCalls.List("Name,Phone,Do not text\nAnn again,512-555-0143,yes\nBob again,512-555-0144,no\n"));

        var ways = await business.InDb(db => db.Enrolments.AsNoTracking().ToDictionaryAsync(e => e.LeadId, e => (e.State, e.End)));
        (ways[lead], ways[other]).ShouldBe(((EnrolmentState.Stopped, EnrolmentEnd.OptedOut), (EnrolmentState.Running, null)));
        (await business.InDb(db => db.NurtureTasks.Where(t => t.State == TaskState.Pending).Select(t => t.LeadId).ToListAsync())).ShouldBe([other]);
        await business.DerivedRowsShouldAgree();
    }

    [Theory, BothDatabases]
    public async Task A_list_of_customers_says_it_too_also_of_those_who_are_known(Provider provider)
    {
        var (_, api, _) = await Start(provider);
        await api.Create("/api/customers", new { type = "residential", name = "Bob", emails = new[] { "bob@lee.example" } });
        var list = ImportCalls.List("Name,Email,Opt out\nBob,bob@lee.example,x\nDi,di@lee.example,y\n");
        list.Add(new StringContent("customers"), "of");
        var import = await api.Import(list);
        import.GetProperty("created").GetInt32().ShouldBe(1, import.GetRawText());
        foreach (var address in new[] { "bob@lee.example", "di@lee.example" })
            States(await api.GetJson("/api/consents?address=" + Uri.EscapeDataString(address))).ShouldBe([$"email {address} withdrawn"]);
    }

    private async Task<(TestBusiness Business, HttpClient Api, Guid Lead)> Start(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        return (business, api, (await api.Create("/api/leads", new { name = "Ann Lee", phones = new[] { new { number = "512-555-0143" } } })).Id());
    }
}
