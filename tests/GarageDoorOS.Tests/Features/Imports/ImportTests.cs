using System.Text;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static GarageDoorOS.Tests.Features.Imports.ImportCalls;

namespace GarageDoorOS.Tests.Features.Imports;

public class ImportTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task A_list_with_every_kind_of_dirt_comes_in_and_what_does_not_is_said(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var file = CountedCsv.Read(File500);

        var import = await api.Import(List(await File.ReadAllBytesAsync(File500)));

        import.Counts().ShouldBe((500, 470, 10, 20));
        var leads = await business.InDb(db => db.Leads.OrderBy(lead => lead.ImportLine).ToListAsync());
        leads.Count.ShouldBe(470);
        await Compare(file, business, leads);
        await business.DerivedRowsShouldAgree();

        var errors = await api.GetStringAsync(import.Text("errorsUrl"));
        errors.Split("\r\n")[0].ShouldBe("Line,Reason," + string.Join(',', file.Headers));
        errors.ShouldContain("\"The row has 9 cells, the header has 14.\"");
        errors.ShouldContain("\"The row has 15 cells, the header has 14.\"");
        errors.ShouldContain(",The row has neither a name nor a company.,");
        errors.ShouldContain("characters; at most 200 can be kept.,");
        errors.ShouldContain("\r\n18,The row is empty.\r\n");
    }

    [Theory, BothDatabases]
    public async Task The_real_list_comes_in_whole(Provider provider)
    {
        var path = RealLeads.FileOrSkip();
        var business = await (await hosts.On(provider)).NewBusiness();
        var file = CountedCsv.Read(path);

        var import = await (await business.Api()).Import(List(await File.ReadAllBytesAsync(path)));

        import.Counts().ShouldBe((file.Rows.Count, file.Whole.Count(), 0, 0));
        var leads = await business.InDb(db => db.Leads.OrderBy(lead => lead.ImportLine).ToListAsync());
        leads.Select(lead => lead.ImportLine).ShouldBe(Enumerable.Range(1, 10_000).Select(line => (int?)line));
        await Compare(file, business, leads);
        leads.Select(lead => lead.Name).ShouldBe(file.Column("First Name").Zip(file.Column("Last Name"), (first, last) => $"{first} {last}"));
        leads.SelectMany(lead => lead.Phones).Count(phone => phone.Extension != null).ShouldBe(Phones(file).Count(number => number.Contains('x')));
        leads.SelectMany(lead => lead.Phones).Count(phone => phone.E164 == null).ShouldBe(8_664);
        await business.DerivedRowsShouldAgree();
    }

    private static async Task Compare(CountedCsv file, TestBusiness business, List<Lead> leads)
    {
        var stages = leads.Select(lead => lead.ImportedStatus).CountBy(word => word).ToDictionary();
        var taken = leads.Count == file.Whole.Count() ? file.Column("Deal Stage") : [];
        foreach (var (word, count) in taken.CountBy(word => word)) stages[word].ShouldBe(count);
        leads.Count(lead => lead.Status == LeadStatus.Lost).ShouldBe(stages["Closed Lost"]);
        leads.Count(lead => lead.Status == LeadStatus.Unqualified).ShouldBe(stages["Disqualified"]);
        leads.Count(lead => lead.Status == LeadStatus.Qualified).ShouldBe(stages["Qualified"] + stages["Closed Won"]);
        leads.Count(lead => lead.Status == LeadStatus.Contacted).ShouldBe(stages["Contacted"]);
        leads.Where(lead => lead.Status.IsClosed()).ShouldAllBe(lead => lead.LostReason == "imported");
        leads.ShouldAllBe(lead => lead.Notes.Contains("Index: ") && lead.Notes.Contains("Account Id: "));

        var notes = file.Headers.ToList().IndexOf("Notes");
        leads.ShouldAllBe(lead => lead.Notes.StartsWith(file.Rows[lead.ImportLine!.Value - 1][notes].ReplaceLineEndings("\n").Trim()));

        // Every fact of a row is somewhere in its lead.
        foreach (var lead in leads)
        {
            var all = string.Join('\n', lead.Name, lead.Company, lead.SourceName, lead.ImportedOwner, lead.ImportedStatus, lead.Notes, string.Join('\n', lead.Emails), string.Join('\n', lead.Phones.Select(p => p.Number)));
            foreach (var cell in file.Rows[lead.ImportLine!.Value - 1].Where(cell => cell.Trim() != ""))
                foreach (var word in cell == "not an address" ? cell.Split(' ') : [cell.Trim()]) Folding.Fold(all).ShouldContain(Folding.Fold(word));
        }

        var known = await business.InDb(db => db.Sources.Select(source => source.NameKey).ToListAsync());
        file.Column("Source").Where(name => name != "").Select(Folding.Fold).Distinct().Except(known).ShouldBeEmpty();
        var lines = await business.InDb(db => db.Activities.Where(line => line.Kind == ActivityKinds.Imported).Select(line => line.SubjectId).ToListAsync());
        lines.ShouldBe(leads.Select(lead => lead.Id), ignoreOrder: true);
    }

    private static IEnumerable<string> Phones(CountedCsv file) => file.Column("Phone 1").Concat(file.Column("Phone 2")).Where(number => number != "");

    [Theory, BothDatabases]
    public async Task Owners_on_the_team_become_assignees_and_others_are_kept_by_name(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var luis = await business.Member("sales", "Luís Romero");

        await (await business.Api()).Import(List("Name,Owner,Source\nAnn,luis romero,YELP\nBob,Selena Doyle,Trade fair\n"));

        var leads = await business.InDb(db => db.Leads.OrderBy(lead => lead.Name).ToListAsync());
        leads.Select(lead => (lead.AssigneeId, lead.ImportedOwner, lead.SourceName)).ShouldBe([(luis.Id, "", "Yelp"), (null, "Selena Doyle", "Trade fair")]);
    }

    [Theory, BothDatabases]
    public async Task Whoever_is_known_already_comes_in_and_is_marked(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        await api.Import(List("Name,Phone\nAnn,(512) 555-0143\n"));

        await api.Import(List("Name,Phone,Email\nAnn again,001-512-555-0143x9,\nBob,,bob@example.com\nBob twice,,BOB@example.com\nCy,512-555-0199,\n"));

        var leads = await business.InDb(db => db.Leads.OrderBy(lead => lead.Name).ToListAsync());
        leads.Select(lead => lead.PossibleMatch).ShouldBe([false, true, false, true, false]);
    }

    [Theory, BothDatabases]
    public async Task Codes_and_signs_of_other_systems_are_understood(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();

        await api.Import(List(Encoding.Latin1.GetBytes("Name;Phone\r\nJosé;512-555-0143\r\n")));
        await api.Import(List([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("Name\tNotes\nZoë\tone\ttoo many\nŁukasz\tfine")]));
        var open = await api.Import(List("Name,Notes\nAnn,\"never closed\nBob,x\n"));

        (await business.InDb(db => db.Leads.Select(lead => lead.Name).ToListAsync())).ShouldBe(["José", "Łukasz", "Ann"], ignoreOrder: true);
        open.Counts().ShouldBe((1, 1, 0, 0));
    }

    [Theory, BothDatabases]
    public async Task A_mapping_says_what_the_names_do_not(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();

        await api.Import(List("Who,Worth,Junk\nAnn,\"1,200\",x\n", """{"who":"name","Worth":"estimated_value","Junk":"ignored"}"""));

        var lead = await business.InDb(db => db.Leads.SingleAsync());
        (lead.Name, lead.EstimatedValue, lead.Notes).ShouldBe(("Ann", 1200m, ""));
    }

    [Theory]
    [InlineData("", null, "file")]
    [InlineData("a,b\n1,2\n", null, "file")]
    [InlineData("Name\nAnn\n", """{"Name":"shoe size"}""", "mapping.Name")]
    [InlineData("Name\nAnn\n", """{"Nome":"name"}""", "mapping.Nome")]
    [InlineData("Name\nAnn\n", "no json", "mapping")]
    public async Task What_cannot_be_brought_in_is_refused_before_anything_is_saved(string csv, string? mapping, string field)
    {
        var business = await (await hosts.On(Provider.Sqlite)).NewBusiness();
        using var answer = await (await business.Api()).PostAsync("/api/imports", List(csv, mapping));

        var problem = await answer.ShouldBeProblem(422, "invalid");
        problem.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldContain(field);
        (await business.InDb(db => db.Imports.CountAsync())).ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Another_business_never_sees_an_import(Provider provider)
    {
        var host = await hosts.On(provider);
        var import = await (await (await host.NewBusiness()).Api()).Import(List("Name\nAnn\n"));
        var other = await (await host.NewBusiness()).Api();

        using var state = await other.GetAsync($"/api/imports/{import.Id()}");
        using var errors = await other.GetAsync(import.Text("errorsUrl"));
        await state.ShouldBeProblem(404);
        await errors.ShouldBeProblem(404);
    }

    [Theory, BothDatabases]
    public async Task An_Idempotency_Key_brings_a_list_in_once(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        api.DefaultRequestHeaders.Add("Idempotency-Key", "once");
        const string body = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nName\nAnn\n\r\n--x--\r\n";
        var ids = new List<Guid>();
        for (var at = 0; at < 2; at++)
        {
            using var content = new StringContent(body);
            content.Headers.ContentType = null;
            content.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
            using var answer = await api.PostAsync("/api/imports", content);
            ids.Add((await answer.ShouldBeJson(202)).Id());
        }

        ids[0].ShouldBe(ids[1]);
        (await api.Finished(ids[0])).Counts().ShouldBe((1, 1, 0, 0));
    }
}
