using System.Net;
using System.Text;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Tests.Features.Imports;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Shouldly;
using Sylvan.Data.Csv;
using Xunit;

namespace GarageDoorOS.Tests.Features.Leads;

/// <summary>Leads go out as a list that a spreadsheet opens and that comes in again as it was.</summary>
public sealed class ExportLeadsTests(SharedHosts hosts)
{
    private static readonly Instant Came = Instant.FromUtc(2026, 3, 2, 15, 4, 5);

    [Theory, BothDatabases]
    public async Task A_lead_stands_in_one_line_and_nothing_in_it_is_a_formula(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var sam = await business.Member("sales", "Sam Ortiz");
        await Add(business, new() { Name = "=HYPERLINK(\"http://evil.example\")", Company = "Zoë & \"Sons\", Inc", Phones = [Phone("512 555 0143 x12", "mobile"), Phone("+49 30 901820")], Emails = ["a@b.example", "c@d.example"], EstimatedValue = 1200.5m, Notes = "Two\nlines", ServiceAddress = "1 Elm St" }, sam);
        using var answer = await (await business.Api()).GetAsync("/api/leads/export");
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=utf-8");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Content.Headers.ContentDisposition.FileName!.ShouldMatch(@"^leads-20\d\d-\d\d-\d\d\.csv$");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        bytes.Take(3).ShouldBe(Encoding.UTF8.GetPreamble());
        Rows(Encoding.UTF8.GetString(bytes)).ShouldBe(
        [
            ["Name", "Company", "Phones", "Emails", "Source", "Status", "Lost reason", "Estimated value", "Assignee", "Address", "Created", "Notes"],
            ["'=HYPERLINK(\"http://evil.example\")", "Zoë & \"Sons\", Inc", "mobile: (512) 555-0143 x12; +49 30 901820", "a@b.example; c@d.example", "", "New", "", "1200.50", "Sam Ortiz", "1 Elm St", "2026-03-02 09:04:05", "Two\nlines"],
        ]);
    }

    [Theory, BothDatabases]
    public async Task It_is_the_current_view_with_all_its_pages_in_its_order(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        await business.AddLeads(730, await business.Member("sales", "Sam Ortiz"));
        var page = await business.Page("manager");
        var link = (await page.Page("/leads?status=new&status=lost&sort=-value&search=austin&pageSize=25&page=2")).QuerySelector("#export")!.GetAttribute("href")!;
        var rows = Rows(await page.Http.GetStringAsync(link));
        var expected = await business.InDb(db => db.Leads.Where(l => (l.Status == LeadStatus.New || l.Status == LeadStatus.Lost)).OrderByDescending(l => l.ValueSort).ThenByDescending(l => l.Id).ToListAsync());
        rows.Skip(1).Select(r => r[9]).ShouldBe(expected.Select(l => l.ServiceAddress));
        // A wrong word narrows nothing beside the list, and is an error for a program.
        Rows(await page.Http.GetStringAsync("/leads/export?createdFrom=nonsense")).Count.ShouldBe(731);
        using var wrong = await (await business.Api()).GetAsync("/api/leads/export?createdFrom=nonsense");
        await wrong.ShouldBeProblem(422, "invalid");
    }

    [Theory, BothDatabases]
    public async Task Brought_into_an_empty_business_and_out_again_it_is_the_same(Provider provider)
    {
        var host = await hosts.On(provider);
        var (first, second) = (await host.NewBusiness(), await host.NewBusiness());
        var sam = await first.Member("sales", "Sam Ortiz");
        await second.Member("sales", "Sam Ortiz");
        await first.AddLeads(300, sam);
        string[] odd = ["=1+1", "'=1+1", "''@x", "-5 off", "+1 and more", "@home", "'quoted'", "a;b,c \"d\"", "\u0041\u0301ngel"];
        foreach (var text in odd) await Add(first, new() { Name = text, Company = text, Notes = $"{text}\n{text}\tx\n\nline", ServiceAddress = text, Phones = [Phone("512 555 0143 ext. 12", "night line"), Phone("555 01"), Phone("ask at the office"), Phone("call: Joe", "work")], Emails = ["ZOE@example.com"], EstimatedValue = 0.01m }, sam);
        var before = Lines(await Export(first));
        var import = await (await second.Api()).Import(ImportCalls.List(await Export(first)));
        import.Counts().ShouldBe((300 + odd.Length, 300 + odd.Length, 0, 0));
        var after = Lines(await Export(second));
        after.Except(before).ShouldBeEmpty();
        after.ShouldBe(before);
        before.Count.ShouldBe(301 + odd.Length);

        var third = await host.NewBusiness();
        await third.Member("sales", "Sam Ortiz");
        var book = await (await first.Api()).GetByteArrayAsync("/api/leads/export.xlsx");
        (await (await third.Api()).Import(ImportCalls.List(book, name: "leads.xlsx"))).Counts().ShouldBe((300 + odd.Length, 300 + odd.Length, 0, 0));
        Lines(await Export(third)).ShouldBe(before, "an Excel workbook says the same");
    }

    [Fact]
    public async Task A_workbook_of_others_is_read_with_its_numbers_and_dates_and_what_is_none_is_refused()
    {
        var business = await (await hosts.On(Provider.Sqlite)).NewBusiness();
        var api = await business.Api();
        using var book = new MemoryStream();
        MiniExcelLibs.MiniExcel.SaveAs(book, new[] { new { Name = "Ann", Phone = (object)5125550143d, Value = 1234567.5, Created = new DateTime(2026, 3, 2, 9, 4, 5), Zip = "=1+1" } });
        await api.Import(ImportCalls.List(book.ToArray(), name: "list.xlsx"));
        var lead = await business.InDb(db => db.Leads.SingleAsync());
        (lead.Phones.Single().E164, lead.EstimatedValue, lead.CreatedAt).ShouldBe(("+15125550143", 1234567.5m, Came));

        foreach (var broken in new[] { "PK\u0003\u0004 and nothing more"u8.ToArray(), book.ToArray()[..(int)(book.Length / 2)] })
            using (var refused = await api.PostAsync("/api/imports", ImportCalls.List(broken, name: "list.xlsx")))
                (await refused.ShouldBeProblem(422, "invalid")).GetProperty("errors").GetProperty("file")[0].GetString()!.ShouldContain("This Excel file cannot be read.");
    }

    [Theory, BothDatabases]
    public async Task Who_may_not_export_finds_no_link_and_no_file_and_nobody_more_than_they_see(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        await business.AddLeads(3);
        var office = await business.Page("office_staff");
        (await office.Page("/leads")).QuerySelector("#export").ShouldBeNull();
        foreach (var path in new[] { "/leads/export", "/api/leads/export", "/leads/export.xlsx", "/api/leads/export.xlsx" })
            using (var refused = await office.Http.GetAsync(path)) refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Theory, BothDatabases]
    public async Task Dates_of_a_list_are_by_the_clock_of_the_business_and_what_is_none_is_noted(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        await (await business.Api()).Import(ImportCalls.List("Name,Create Date\nAnn,3/2/2026 9:04 AM\nBob,2026-03-02\nCy,last spring\nDi,2099-01-01\n"));
        var leads = await business.InDb(db => db.Leads.OrderBy(l => l.Name).ToListAsync());
        leads[0].CreatedAt.ShouldBe(Instant.FromUtc(2026, 3, 2, 15, 4));
        leads[1].CreatedAt.ShouldBe(Instant.FromUtc(2026, 3, 2, 6, 0));
        leads[2].Notes.ShouldBe("Create Date: last spring");
        leads[3].CreatedAt.ShouldBeLessThanOrEqualTo(SystemClock.Instance.GetCurrentInstant(), "nobody came in the future");
    }

    private static PhoneNumber Phone(string typed, string? label = null) => PhoneNumber.Read(typed, "US", label);

    private static Task Add(TestBusiness business, LeadFacts facts, TestMember assignee) => business.InDb(db =>
    {
        db.Add(Lead.Open(business.Id, facts, new(assignee.Id, assignee.Name), Came));
        return db.SaveChangesAsync();
    });

    private static async Task<string> Export(TestBusiness business) => await (await business.Api()).GetStringAsync("/api/leads/export");

    private static List<string> Lines(string csv) => [.. Rows(csv).Select(row => string.Join('\u0001', row)).Order(StringComparer.Ordinal)];

    private static List<string[]> Rows(string csv)
    {
        using var reader = CsvDataReader.Create(new StringReader(csv.TrimStart('\uFEFF')), new CsvDataReaderOptions { HasHeaders = false, Delimiter = ',' });
        var rows = new List<string[]>();
        while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]);
        return rows;
    }
}
