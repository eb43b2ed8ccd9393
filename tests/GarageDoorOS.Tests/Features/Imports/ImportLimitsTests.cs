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
}
