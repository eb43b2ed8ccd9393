using System.Net;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Leads;

/// <summary>A conversion makes a draft estimate and an unscheduled job with the customer, or nothing at all.</summary>
public sealed class ConvertWithWorkTests(SharedHosts hosts)
{
    private static readonly object Both = new { type = "residential", draftEstimate = true, unscheduledJob = new { title = "Two doors", amount = "900" } };

    private async Task<TestBusiness> Start(Provider provider) => await (await hosts.On(provider)).NewBusiness();

    [Theory, BothDatabases]
    public async Task Both_are_made_and_an_idempotent_replay_gives_the_same_ids(Provider provider)
    {
        var business = await Start(provider);
        var api = await business.Api();
        var lead = await api.Create("/api/leads", new { name = "Ray Novak", estimatedValue = "450" });
        var address = $"/api/leads/{lead.Id()}/conversion";
        var first = await (await api.PostJson(address, Both, "once")).ShouldBeJson(201);
        var again = await (await api.PostJson(address, Both, "once")).ShouldBeJson(201);
        again.ToString().ShouldBe(first.ToString());

        var (estimate, job) = await business.InDb(async db => (await db.Estimates.SingleAsync(), await db.Jobs.SingleAsync()));
        (estimate.Id, estimate.Title, estimate.Amount, estimate.Status, estimate.LeadId).ShouldBe((first.GetProperty("estimateId").GetGuid(), "Ray Novak", 450m, WorkStatus.Draft, lead.Id()));
        (job.Id, job.Title, job.Amount, job.Status, job.CustomerId).ShouldBe((first.GetProperty("jobId").GetGuid(), "Two doors", 900m, WorkStatus.Unscheduled, first.GetProperty("customerId").GetGuid()));
        estimate.CustomerId.ShouldBe(job.CustomerId);
    }

    [Theory, BothDatabases]
    public async Task Neither_is_made_where_neither_is_asked_for(Provider provider)
    {
        var business = await Start(provider);
        var answer = await (await (await business.Api()).PostJson($"/api/leads/{(await business.NewLead()).Id}/conversion", new { type = "residential", draftEstimate = false })).ShouldBeJson(201);
        (answer.TryGetProperty("estimateId", out _), answer.TryGetProperty("jobId", out _)).ShouldBe((false, false));
        (await business.InDb(async db => await db.Estimates.CountAsync() + await db.Jobs.CountAsync())).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Who_may_not_make_them_is_refused_and_nothing_is_made(Provider provider)
    {
        var business = await Start(provider);
        var lead = await business.NewLead();
        var api = await business.Api("lead_agent");
        foreach (var body in new object[] { Both, new { type = "residential", draftEstimate = true }, new { type = "residential", unscheduledJob = new { } } })
            await (await api.PostJson($"/api/leads/{lead.Id}/conversion", body)).ShouldBeProblem(403, "forbidden");
        (await business.InDb(async db => await db.Customers.CountAsync() + await db.Estimates.CountAsync() + await db.Jobs.CountAsync() + await db.Conversions.CountAsync())).ShouldBe(0);
        var agent = await business.Page("lead_agent");
        (await agent.Page($"/leads/{lead.Id}/conversion")).QuerySelector("[name=draftEstimate], [name=unscheduledJob]").ShouldBeNull();
        using var sent = await agent.Post($"/leads/{lead.Id}/conversion", ("choice", "new"), ("type", "residential"), ("draftEstimate", "true"));
        sent.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, BothDatabases]
    public async Task Of_eight_conversions_at_once_one_makes_both(Provider provider)
    {
        var business = await Start(provider);
        var (api, lead) = (await business.Api(), await business.NewLead());
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => api.PostJson($"/api/leads/{lead.Id}/conversion", Both))));
        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.Created)) await refused.ShouldBeProblem(409, "already_converted");
        (await business.InDb(async db => (await db.Customers.CountAsync(), await db.Estimates.CountAsync(), await db.Jobs.CountAsync()))).ShouldBe((1, 1, 1));
        await business.ConversionsShouldBeWhole();
    }

    [Theory, BothDatabases]
    public async Task The_dialog_offers_both_keeps_what_was_ticked_and_they_stand_on_the_customer(Provider provider)
    {
        var business = await Start(provider);
        var (page, phone) = (await business.Page("owner"), TestPeople.NewPhone());
        var known = await business.NewCustomer(phones: [phone]);
        var lead = await business.NewLead("Ray Novak", [phone]);
        using var refused = await page.Post($"/leads/{lead.Id}/conversion", ("choice", "new"), ("type", "residential"), ("draftEstimate", "true"), ("anyway", "true"), ("reason", ""));
        var form = await page.Read(refused);
        (form.QuerySelector("[name=draftEstimate]")!.HasAttribute("checked"), form.QuerySelector("[name=unscheduledJob]")!.HasAttribute("checked")).ShouldBe((true, false));
        using var sent = await page.Post($"/leads/{lead.Id}/conversion", ("choice", known.Id.ToString()), ("type", "residential"), ("draftEstimate", "true"), ("unscheduledJob", "true"));
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var rows = (await page.Page($"/customers/{known.Id}")).QuerySelectorAll(".work-rows li").Select(r => r.TextContent).ToList();
        rows.Count.ShouldBe(2);
        rows[0].ShouldContain("Draft");
        rows[1].ShouldContain("Unscheduled");
    }
}
