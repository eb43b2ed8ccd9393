using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Search;

/// <summary>The search of the palette: a few of whatever the lists would find, and nothing that they would not.</summary>
public sealed class SearchRecordsTests(AppHosts apps) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task A_name_a_phone_in_any_spelling_and_an_email_find_leads_and_customers(Provider provider)
    {
        var business = await (await apps.On(provider)).NewBusiness();
        var lead = await business.NewLead("José Dvořák", ["(512) 555-0148"], ["jose@example.com"], company: "Dvořák Dental");
        var customer = await business.NewCustomer("Josefa Novak", ["512.555.0148"], ["josefa@example.com"]);
        await business.AddLeads(20);
        using var api = await business.Api();
        foreach (var query in new[] { "5125550148", "+1 512 555 0148", "555-0148", "jose", "JOSE @example.com" })
        {
            var found = await api.GetJson($"/api/search?query={Uri.EscapeDataString(query)}");
            Ids(found, "leads").ShouldContain(lead.Id, query);
            Ids(found, "customers").ShouldBe([customer.Id], query);
        }
        var hit = (await api.GetJson("/api/search?query=dvorak")).GetProperty("leads")[0];
        (hit.Text("name"), hit.Text("company"), hit.Text("phone"), hit.Text("status")).ShouldBe(("José Dvořák", "Dvořák Dental", "(512) 555-0148", "new"));

        var many = await api.GetJson("/api/search?query=congress");
        (Ids(many, "leads").Count, many.GetProperty("moreLeads").GetBoolean(), many.GetProperty("moreCustomers").GetBoolean()).ShouldBe((5, true, false));
        foreach (var nothing in new[] { "", "?query=", "?query=%20", "?query=nobody-at-all" })
            Ids(await api.GetJson("/api/search" + nothing), "leads").ShouldBeEmpty(nothing);
        foreach (var wrong in new[] { "?query=" + new string('x', 201), "?query=%00", "?query=a&limit=9", "?query=a&query=b" })
            await (await api.GetAsync("/api/search" + wrong)).ShouldBeProblem(422, "invalid");
    }

    [Theory, BothDatabases]
    public async Task The_palette_gets_a_piece_and_who_comes_without_script_a_page(Provider provider)
    {
        var business = await (await apps.On(provider)).NewBusiness();
        await business.AddLeads(20);
        var customer = await business.NewCustomer("Colleen Congress");
        var page = await business.Page();
        var piece = await page.Fragment("/search?query=congress", "palette-found");
        piece.QuerySelectorAll("[role=option][href^='/leads/']").Length.ShouldBe(5);
        piece.QuerySelector("#all-leads")!.GetAttribute("href").ShouldBe("/leads?search=congress");
        piece.QuerySelector($"#found-{customer.Id}")!.GetAttribute("href").ShouldBe($"/customers/{customer.Id}");
        var whole = await page.Page("/search?query=congress");
        whole.QuerySelectorAll(".find a[href^='/leads/'], .find a[href^='/customers/']").Length.ShouldBe(6);
        (await page.Page("/search?query=nobody-at-all")).QuerySelector(".find")!.TextContent.ShouldContain("No lead or customer fits");
    }

    [Fact]
    public async Task The_palette_offers_what_somebody_may_do_and_open_and_nothing_else()
    {
        var business = await (await apps.On(Provider.Sqlite)).NewBusiness();
        await business.OwnRole("Estimator", LeadScope.Own, Permission.EstimatesView);
        foreach (var (role, has, hasNot) in new (string, string[], string[])[]
        {
            ("owner", ["/leads/new", "/customers/create", "/leads/board", "/settings/api-keys"], []),
            ("sales", ["/leads/new", "/customers", "/account"], ["/settings/general"]),
            ("lead_viewer", ["/leads", "/leads/board"], ["/leads/new", "/customers", "/customers/create", "/imports"]),
            ("estimator", ["/estimates", "/account"], ["/leads", "/leads/board", "/notices"]),
        })
        {
            var document = await (await business.Page(role)).Page("/account");
            var offered = document.QuerySelector<IHtmlTemplateElement>("template#palette")!.Content;
            string[] addresses = [.. offered.QuerySelectorAll("[role=option][href]").Select(o => o.GetAttribute("href")!)];
            has.Except(addresses).ShouldBeEmpty(role);
            hasNot.Intersect(addresses).ShouldBeEmpty(role);
            (offered.QuerySelector("input[hx-get]") is not null).ShouldBe(role != "estimator", role);
        }
    }

    private static List<Guid> Ids(JsonElement found, string what) => [.. found.GetProperty(what).EnumerateArray().Select(hit => hit.Id())];
}
