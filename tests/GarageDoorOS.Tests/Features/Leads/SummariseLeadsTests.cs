using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Tests.Support;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Leads;

public sealed class SummariseLeadsTests(AppHosts apps) : IClassFixture<AppHosts>
{
    [Theory]
    [BothDatabases("")]
    [BothDatabases("status=new&status=lost")]
    [BothDatabases("search=door")]
    [BothDatabases("assignee=none&valueMin=500")]
    [BothDatabases("search=smith&createdFrom=2026-01-03")]
    public async Task Sums_are_those_of_the_leads_that_the_filters_leave(Provider provider, string query)
    {
        var model = await Model(provider);
        using var api = await model.Business.Api();
        var listed = (await api.GetJson("/api/leads?pageSize=200&" + query)).GetProperty("items").EnumerateArray().Select(i => i.Id()).ToHashSet();
        var leads = model.Leads.FindAll(l => listed.Contains(l.Id));

        var summary = await api.GetJson("/api/leads/summary?" + query);
        foreach (var (sum, status) in summary.GetProperty("byStatus").EnumerateArray().Zip(Enum.GetValues<LeadStatus>()))
        {
            sum.GetProperty("status").GetString().ShouldBe(status.Word());
            sum.GetProperty("count").GetInt32().ShouldBe(leads.Count(l => l.Status == status));
            sum.GetProperty("value").GetString().ShouldBe(Money.ToText(leads.Where(l => l.Status == status).Sum(l => l.EstimatedValue ?? 0)));
        }
        summary.GetProperty("pipelineValue").GetString().ShouldBe(Money.ToText(leads.Where(l => l.Status.IsOpen()).Sum(l => l.EstimatedValue ?? 0)));
    }

    [Theory, BothDatabases]
    public async Task New_this_week_begins_on_Monday_at_midnight_of_the_business(Provider provider)
    {
        var host = await apps.On(provider);
        var business = await host.NewBusiness();
        var zone = business.Business.Zone;
        var today = Instant.FromDateTimeOffset(host.Time.GetUtcNow()).InZone(zone).Date;
        var monday = (today.DayOfWeek == IsoDayOfWeek.Monday ? today : today.Previous(IsoDayOfWeek.Monday)).AtStartOfDayInZone(zone).ToInstant();
        await business.InDb(db =>
        {
            db.Leads.AddRange(new[] { -1L, 0, 60 }.Select(seconds => Lead.Open(business.Id, new() { Name = "Ann" }, null, monday + Duration.FromSeconds(seconds))));
            return db.SaveChangesAsync();
        });
        using var api = await business.Api();
        foreach (var query in new[] { "", "?search=ann", "?status=new", "?valueMax=5" })
            (await api.GetJson("/api/leads/summary" + query)).GetProperty("newThisWeek").GetInt32().ShouldBe(query == "?valueMax=5" ? 0 : 2, query);
    }

    [Theory, BothDatabases]
    public async Task The_conversion_rate_is_null_while_nothing_is_decided(Provider provider)
    {
        var business = await (await apps.On(provider)).NewBusiness();
        using var api = await business.Api();
        (await api.GetJson("/api/leads/summary")).GetProperty("conversionRate").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        await business.InDb(db =>
        {
            db.Leads.AddRange(Enumerable.Range(0, 4).Select(i => Lead.Open(business.Id, new() { Name = "Ann" }, null, Instant.FromUtc(2026, 1, 1, 0, 0), i < 3 ? LeadStatus.Lost : LeadStatus.New, "Price")));
            return db.SaveChangesAsync();
        });
        (await api.GetJson("/api/leads/summary")).GetProperty("conversionRate").GetDouble().ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task The_tiles_of_the_page_leave_the_status_filter_out_and_tell_how_many_rows_it_leaves(Provider provider)
    {
        var model = await Model(provider);
        var page = await model.Business.Page("owner");
        var tiles = await page.Fragment("/leads/summary?status=new&search=door", "tiles");
        var found = model.Leads.FindAll(l => l.SearchText.Contains("door"));
        tiles.QuerySelector("#tile-lost b")!.TextContent.ShouldBe(found.Count(l => l.Status == LeadStatus.Lost).ToString());
        tiles.QuerySelector("#tile-new")!.GetAttribute("aria-current").ShouldBe("true");
        tiles.QuerySelector("#sum b")!.TextContent.ShouldBe(found.Count(l => l.Status == LeadStatus.New).ToString());
        tiles.QuerySelector("#total")!.TextContent.ShouldBe(found.Count(l => l.Status == LeadStatus.New).ToString());
    }

    private async Task<LeadModel> Model(Provider provider) => await LeadModel.Make(await (await apps.On(provider)).NewBusiness(), 120, 9);
}
