using System.Net;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Work;

/// <summary>Estimates and jobs as a person meets them, without script.</summary>
public sealed class WorkPagesTests(SharedHosts hosts)
{
    private async Task<(TestBusiness Business, PageClient Page, Guid Customer)> Start(Provider provider, string role = "office_staff")
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        return (business, await business.Page(role), (await business.NewCustomer("Colleen Novak")).Id);
    }

    [Theory, BothDatabases("estimates", "Estimate"), BothDatabases("jobs", "Job")]
    public async Task It_starts_from_the_customer_and_what_was_typed_comes_back_with_its_errors(Provider provider, string plural, string title)
    {
        var (business, page, customer) = await Start(provider);
        (await page.Page($"/{plural}")).QuerySelector(".blank")!.TextContent.ShouldContain($"No {plural} yet");
        (await page.Page($"/customers/{customer}")).QuerySelector($".work a[href='/{plural}/new?customerId={customer}']").ShouldNotBeNull();
        (await page.Page($"/{plural}/new?search=colleen")).QuerySelector($"#found a[href='/{plural}/new?customerId={customer}']").ShouldNotBeNull();
        (await page.Page($"/{plural}/new?customerId={customer}")).QuerySelector("h1")!.TextContent.ShouldContain("for Colleen Novak");

        using var refused = await page.Post($"/{plural}", ("customerId", $"{customer}"), ("title", ""), ("amount", "lots"), ("date", "soon"), ("notes", "White."));
        ((int)refused.StatusCode).ShouldBe(422);
        var form = await page.Read(refused);
        form.QuerySelectorAll("[aria-invalid=true]").Select(f => f.GetAttribute("name")).ShouldBe(["title", "amount", "date"]);
        form.QuerySelector("[name=notes]")!.TextContent.ShouldBe("White.");

        using var saved = await page.Post($"/{plural}", ("customerId", $"{customer}"), ("title", "Two <b>doors</b>"), ("amount", "$1,200"), ("date", "2026-12-24"));
        saved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var record = (await page.Page(saved.Headers.Location!.ToString())).QuerySelector("#record")!.TextContent;
        foreach (var said in new[] { "Two <b>doors</b>", "$1,200", "Dec 24, 2026", "Colleen Novak", "added this" }) record.ShouldContain(said);
        (await page.Page($"/customers/{customer}")).QuerySelector(".story")!.TextContent.ShouldContain($"added this (the {title.ToLowerInvariant()} Two <b>doors</b>)");
        (await page.Page($"/{plural}?search=novak")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        (await business.InDb(async db => await db.Estimates.CountAsync() + await db.Jobs.CountAsync())).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task An_approved_estimate_becomes_a_job_and_a_stale_change_of_status_is_told(Provider provider)
    {
        var (business, page, customerId) = await Start(provider);
        var id = (await (await business.Api()).Create("/api/estimates", new { customerId, title = "Two doors" })).Id();
        (await page.Page($"/estimates/{id}")).QuerySelector($"form[action='/estimates/{id}/job']").ShouldBeNull();
        using var approved = await page.Post($"/estimates/{id}/status", ("version", "1"), ("status", "approved"));
        approved.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var stale = await page.Post($"/estimates/{id}/status", ("version", "1"), ("status", "voided"));
        stale.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await page.Read(stale)).QuerySelector(".notice")!.TextContent.ShouldContain("it is approved");

        (await page.Page($"/estimates/{id}")).QuerySelector($"form[action='/estimates/{id}/job']").ShouldNotBeNull();
        using var made = await page.Post($"/estimates/{id}/job");
        made.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var job = await business.InDb(db => db.Jobs.SingleAsync());
        var record = (await page.Page($"/estimates/{id}")).QuerySelector("#record")!;
        record.QuerySelector($"a[href='/jobs/{job.Id}']").ShouldNotBeNull();
        record.TextContent.ShouldContain("made the job Two doors of this");
        (await page.Page($"/jobs/{job.Id}")).QuerySelector($"a[href='/estimates/{id}']").ShouldNotBeNull();
    }

    [Theory, BothDatabases]
    public async Task A_technician_looks_and_is_offered_nothing_else_and_a_lead_agent_sees_none(Provider provider)
    {
        var (business, _, customerId) = await Start(provider);
        var id = (await (await business.Api()).Create("/api/jobs", new { customerId, title = "Spring" })).Id();
        var technician = await business.Page("technician");
        (await technician.Page($"/jobs/{id}")).QuerySelectorAll(".record-acts > *").Length.ShouldBe(0);
        (await technician.Page($"/customers/{customerId}")).QuerySelectorAll(".work a").Select(a => a.GetAttribute("href")).ShouldBe([$"/jobs/{id}"]);
        var agent = await business.Page("lead_agent");
        (await agent.Page("/leads")).QuerySelectorAll(".side-link").Select(a => a.GetAttribute("href")).ShouldBe(["/leads", "/calls", "/notices"]);
    }
}
