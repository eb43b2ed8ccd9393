using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;
using static GarageDoorOS.Tests.Features.Imports.ImportCalls;

namespace GarageDoorOS.Tests.Features.Imports;

/// <summary>What a list may hold: the rest is refused with a word, never lost and never puzzled over.</summary>
public class ImportLimitsTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task A_list_has_at_most_300_columns(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();

        using var answer = await api.PostAsync("/api/imports", List("Name" + new string(',', 300) + "\n"));
        var problem = await answer.ShouldBeProblem(422, "invalid");
        problem.GetProperty("errors").GetProperty("file")[0].GetString().ShouldBe("The list has 301 columns; at most 300 can be read.");

        (await api.Import(List("Name" + new string(',', 299) + "\nAnn" + new string(',', 299) + "\n"))).Counts().ShouldBe((1, 1, 0, 0));
    }

    [Theory, BothDatabases]
    public async Task A_poisonous_line_is_given_back_and_the_next_one_comes_in(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var api = await business.Api();
        var blanks = new string(' ', 200_000);

        var import = await api.Import(List($"Name,Phone,Value,Junk\nAnn,1{blanks}y,1{blanks}y,\nBob,{blanks},,{blanks}x{blanks}x\n", """{"Junk":"ignored"}"""));

        import.Counts().ShouldBe((2, 1, 0, 1));
        (await business.InDb(db => db.Leads.Select(lead => lead.Name).SingleAsync())).ShouldBe("Bob");
        (await api.GetStringAsync(import.Text("errorsUrl"))).ShouldContain("The Phone has 200002 characters; at most 20000 can be kept.");
    }

    [Theory, BothDatabases]
    public async Task An_address_is_as_long_as_in_the_form(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();

        var import = await (await business.Api()).Import(List($"Name,Address\nAnn,{new string('a', 500)}\nBob,{new string('b', 501)}\n"));

        import.Counts().ShouldBe((2, 1, 0, 1));
        (await business.InDb(db => db.Leads.SingleAsync())).ServiceAddress.Length.ShouldBe(500);
    }

    [Theory, BothDatabases]
    public async Task A_wrong_column_makes_at_most_a_hundred_sources_and_no_word_is_lost(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var before = await business.InDb(db => db.Sources.CountAsync());
        var rows = Enumerable.Range(1, 700).Select(row => $"Lead {row},Street {row}\n");

        var import = await (await business.Api()).Import(List("Name,Street\n" + string.Concat(rows), """{"Street":"source"}"""));

        import.Counts().ShouldBe((700, 700, 0, 0));
        (await business.InDb(db => db.Sources.CountAsync())).ShouldBe(before + 100);
        var leads = await business.InDb(db => db.Leads.OrderBy(lead => lead.ImportLine).ToListAsync());
        leads.Take(100).ShouldAllBe(lead => lead.SourceName == $"Street {lead.ImportLine}" && lead.Notes == "");
        leads.Skip(100).ShouldAllBe(lead => lead.SourceName == "" && lead.Notes == $"Street: Street {lead.ImportLine}");
    }
}
