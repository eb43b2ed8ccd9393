using System.Net;
using System.Text;
using AngleSharp.Html.Dom;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static GarageDoorOS.Tests.Features.Imports.ImportCalls;

namespace GarageDoorOS.Tests.Features.Imports;

public class SavedMappingTests(SharedHosts hosts)
{
    private const string Csv = "Who,Tel,Worth,Junk\nAnn,512-555-0143,\"1,200\",x\nBob,,,\n,1,,\n";

    [Theory, BothDatabases]
    public async Task Columns_kept_under_a_name_are_taken_by_the_next_list_of_the_kind(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var page = await business.Page();
        var draft = await Upload(page, Csv);

        using (var nameless = await page.Post(draft + "/mappings", ("c0", "name"), ("c2", "estimated_value"), ("name", " ")))
        {
            nameless.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var seen = PageClient.Parse(await nameless.Content.ReadAsStringAsync());
            seen.Body!.TextContent.ShouldContain("Give these columns a name");
            Chosen(seen).ShouldBe(["name", "phone", "estimated_value", "other"], "nothing that was chosen is lost");
        }

        using (var saved = await page.Post(draft + "/mappings", ("c0", "name"), ("c2", "estimated_value"), ("c3", "ignored"), ("name", "Angi export")))
            Chosen(await page.Page(saved.Headers.Location!.ToString())).ShouldBe(["name", "phone", "estimated_value", "ignored"]);
        using (var again = await page.Post(draft + "/mappings", ("c0", "company"), ("c2", "estimated_value"), ("c3", "ignored"), ("name", "ANGI export"))) again.StatusCode.ShouldBe(HttpStatusCode.Redirect);

        var next = await page.Page(await Upload(page, Csv.Replace("Ann", "Di")));
        Chosen(next).ShouldBe(["company", "phone", "estimated_value", "ignored"]);
        next.Body!.TextContent.ShouldContain("The columns are as saved under «ANGI export».");
        Chosen(await page.Page(draft + "?mapping=names")).ShouldBe(["other", "phone", "other", "other"]);

        var api = await business.Api();
        await api.Import(List(Csv.Replace("Ann", "Eve"), "angi EXPORT"));
        (await business.InDb(db => db.Leads.SingleAsync(l => l.Company == "Eve"))).EstimatedValue.ShouldBe(1200m);
        var only = (await api.GetJson("/api/imports/mappings")).GetProperty("items").EnumerateArray().Single();
        only.GetProperty("columns").GetProperty("Who").GetString().ShouldBe("company");
        using (var gone = await api.DeleteAsync($"/api/imports/mappings/{only.Id()}")) gone.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var unknown = await api.PostAsync("/api/imports", List(Csv, "Angi export"));
        await unknown.ShouldBeProblem(422, "invalid");
    }

    [Theory, BothDatabases]
    public async Task The_first_rows_say_what_will_happen_to_each(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        await business.Member("sales", "Luis Ortiz");
        var api = await business.Api();
        await api.Import(List("Name,Phone\nOld,512-555-0143\n"));
        using (var made = await api.PostJson("/api/customers", new { type = "residential", name = "Cora", emails = new[] { "cora@example.com" } })) made.StatusCode.ShouldBe(HttpStatusCode.Created);
        var page = await business.Page();

        var leads = await page.Page(await Upload(page, "Name,Phone,Owner,Value,Stage\nAnn,(512) 555-0143,luis ortiz,1200,Won\nBob,,Selena,,\n,1,,,\n,,,,\nCy,x\n"));
        Rows(leads).ShouldBe(
        [
            "2|Ann (512) 555-0143 · $1,200 · for luis ortiz|Qualified A new lead, marked known: somebody has this phone or e-mail.",
            "3|Bob in the pool; Selena is not on the team|New A new lead.",
            "4|,1,,,|Not taken. The row has neither a name nor a company.",
            "5||Empty: it is skipped.",
            "6|Cy,x|Not taken. The row has 2 cells, the header has 5.",
        ]);
        var customers = await page.Page(await Upload(page, "Name,Email,Notes\nCora,cora@example.com,\nCora,cora@example.com,dog\nDi,,\n", "customers"));
        Rows(customers).Select(row => row.Split('|')[2]).ShouldBe(["It is Cora, and says nothing new: it is skipped.", "It is Cora: what is blank is filled, nothing is overwritten.", "A new residential customer."]);
    }

    [Fact]
    public async Task A_mapping_that_makes_no_sense_is_refused_with_all_its_errors()
    {
        var api = await (await (await hosts.On(Provider.Sqlite)).NewBusiness()).Api();
        using var answer = await api.PostJson("/api/imports/mappings", new { of = "leads", name = "{x", columns = new { Who = "shoe size", Type = "type" }, more = 1 });
        var errors = (await answer.ShouldBeProblem(422, "invalid")).GetProperty("errors").EnumerateObject().Select(e => e.Name);
        errors.ShouldBe(["columns.who", "columns.type", "more", "name", "columns"], ignoreOrder: true);
    }

    private static string[] Chosen(AngleSharp.Dom.IDocument page) => [.. page.QuerySelectorAll(".import-columns select").Cast<IHtmlSelectElement>().Select(select => select.Value ?? "")];

    private static string[] Rows(AngleSharp.Dom.IDocument page) => [.. page.QuerySelectorAll(".import-rows tbody tr").Select(row =>
        string.Join('|', row.QuerySelectorAll("td").Select(cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))))];

    private static async Task<string> Upload(PageClient page, string csv, string of = "leads")
    {
        var token = (await page.Page("/imports")).QuerySelector(".import input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var form = List(Encoding.UTF8.GetBytes(csv));
        form.Add(new StringContent(token), "__RequestVerificationToken");
        form.Add(new StringContent(of), "of");
        using var answer = await page.Http.PostAsync("/imports", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return answer.Headers.Location!.ToString();
    }
}
