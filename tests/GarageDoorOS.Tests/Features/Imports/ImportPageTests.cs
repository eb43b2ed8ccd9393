using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Imports;

/// <summary>Bringing a list in with a browser that runs no script.</summary>
public class ImportPageTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    private const string Csv = "Who,Phone 1,Source,Deal Stage\nAnn <b>Bell</b>,512-555-0143,Podcast,Closed Won\nBob,,Yelp,Closed Lost\n,1,,\n";

    [Theory, BothDatabases]
    public async Task A_person_looks_at_the_columns_first_and_then_starts(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var page = await business.Page();
        var draft = await Upload(page, Csv);

        var look = await page.Page(draft);
        look.Body!.TextContent.ShouldContain("No column is a name or a company");
        look.QuerySelectorAll<IHtmlSelectElement>("select").Select(select => select.Value).ShouldBe(["other", "phone", "source", "status"]);
        var chosen = await page.Fragment(draft + "?c0=name", "import-preview");
        chosen.Body!.TextContent.ShouldNotContain("No column is a name");
        chosen.QuerySelectorAll(".import-pair tr").Select(row => string.Join(' ', row.QuerySelectorAll("td").Select(cell => cell.TextContent.Trim())))
            .ShouldBe(["Closed Won 1 Qualified", "Closed Lost 1 Lost", "Podcast 1 will be added", "Yelp 1 known"]);
        (await business.InDb(db => db.Leads.CountAsync())).ShouldBe(0);

        using var refused = await page.Post(draft + "/start");
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var started = await page.Post(draft + "/start", ("c0", "name"));
        started.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var twice = await page.Post(draft + "/start", ("c0", "name"));
        twice.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        await Over(business);
        var result = await page.Page(draft);
        result.QuerySelector("#import-progress")!.GetAttribute("hx-trigger")!.ShouldNotContain("every");
        result.Body!.TextContent.ShouldContain("2 of 3 rows are leads now");
        result.Body.TextContent.ShouldContain("The row has neither a name nor a company.");
        using var errors = await page.Http.GetAsync(draft + "/errors");
        (await errors.Content.ReadAsStringAsync()).ShouldBe("Line,Reason,Who,Phone 1,Source,Deal Stage\r\n4,The row has neither a name nor a company.,,1,,\r\n");
        errors.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        (await page.Page("/imports")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task A_file_that_says_nothing_is_refused_beside_its_field(Provider provider)
    {
        var page = await (await (await hosts.On(provider)).NewBusiness()).Page();
        using var answer = await Send(page, "");

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        PageClient.Parse(await answer.Content.ReadAsStringAsync()).Body!.TextContent.ShouldContain("Choose a CSV or Excel file whose first line names its columns.");
    }

    [Theory, BothDatabases]
    public async Task A_draft_is_no_import_yet_for_programs(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var draft = await Upload(await business.Page(), Csv);

        using var answer = await (await business.Api()).GetAsync(draft.Replace("/imports", "/api/imports"));
        await answer.ShouldBeProblem(404, "not_found");
    }

    [Theory, BothDatabases]
    public async Task Who_may_not_see_all_leads_sees_only_the_lists_they_brought(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (owner, luis, other) = (await business.Page(), await business.Page("sales"), await business.Page("sales"));
        var draft = await Upload(luis, Csv);

        (await luis.Page("/imports")).QuerySelectorAll("tbody tr").Length.ShouldBe(1);
        (await owner.Page(draft)).QuerySelector("#import-form").ShouldNotBeNull();
        (await other.Page("/imports")).QuerySelectorAll("tbody tr").ShouldBeEmpty();
        using var looked = await other.Http.GetAsync(draft);
        looked.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var refused = await other.Post(draft + "/start", ("c0", "name"));
        refused.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        using var started = await luis.Post(draft + "/start", ("c0", "name"));
        started.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await Over(business);
        var program = draft.Replace("/imports", "/api/imports");
        using var hidden = await (await business.Api("sales")).GetAsync(program);
        await hidden.ShouldBeProblem(404, "not_found");
        using var errors = await (await business.Api("sales")).GetAsync(program + "/errors");
        await errors.ShouldBeProblem(404, "not_found");
        (await (await business.Api("manager")).GetJson(program)).Id().ShouldBe(Guid.Parse(draft.Split('/')[^1]));
    }

    [Theory, BothDatabases]
    public async Task A_long_list_is_looked_at_by_its_beginning_and_too_many_sources_are_said(Provider provider)
    {
        var page = await (await (await hosts.On(provider)).NewBusiness()).Page();
        var draft = await Upload(page, "Name,Channel,Notes\n" + string.Concat(Enumerable.Range(1, 300).Select(row => $"Lead {row},Channel {row},{new string('x', 18_000)}\n")));

        var look = await page.Page(draft);
        look.Body!.TextContent.ShouldContain("300 rows.");
        look.Body.TextContent.ShouldContain("Counted in the first 232 rows.");
        look.Body.TextContent.ShouldContain("More than 100 new sources");
    }

    [Theory, BothDatabases]
    public async Task Of_many_starts_at_once_the_columns_of_one_hold(Provider provider)
    {
        for (var round = 0; round < LongRun.Rounds(3, 60); round++)
        {
            var business = await (await hosts.On(provider)).NewBusiness();
            var page = await business.Page();
            var draft = await Upload(page, Csv);

            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(at => page.Post(draft + "/start", ("c0", at % 2 == 0 ? "name" : "company"))));
            answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.Redirect);

            await Over(business);
            var import = await business.InDb(db => db.Imports.SingleAsync());
            var leads = await business.InDb(db => db.Leads.ToListAsync());
            (import.LinesDone, leads.Count).ShouldBe((3, 2));
            leads.ShouldAllBe(lead => import.Mapping.Contains("\"Who\":\"name\"") == (lead.Company == ""));
        }
    }

    private static async Task<string> Upload(PageClient page, string csv)
    {
        using var answer = await Send(page, csv);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return answer.Headers.Location!.ToString();
    }

    private static async Task<HttpResponseMessage> Send(PageClient page, string csv)
    {
        var token = (await page.Page("/imports")).QuerySelector<IHtmlInputElement>(".import input[name=__RequestVerificationToken]")!.Value;
        using var form = ImportCalls.List(csv);
        form.Add(new StringContent(token), "__RequestVerificationToken");
        return await page.Http.PostAsync("/imports", form);
    }

    private static Task Over(TestBusiness business) =>
        Eventually.Holds("the list is done", () => business.InDb(db => db.Imports.Select(import => import.State).SingleAsync()), state => state == ImportState.Done);
}
