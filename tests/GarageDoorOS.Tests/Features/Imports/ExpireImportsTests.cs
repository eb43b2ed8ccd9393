using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Imports;

/// <summary>How long what was uploaded stays.</summary>
public class ExpireImportsTests
{
    [Theory, BothDatabases]
    public async Task Drafts_go_after_a_week_and_files_a_month_after_they_were_done(Provider provider)
    {
        await using var host = await AppHost.Start(provider);
        var business = await host.NewBusiness();
        var api = await business.Api();
        var done = await api.Import(ImportCalls.List("Name,Phone\n,1\nAnn,\n"));
        var draft = Import.Upload(business.Id, ImportKind.Leads, "draft.csv", 1, GarageDoorOS.Domain.Activities.Actor.System, NodaTime.SystemClock.Instance.GetCurrentInstant());
        await business.InDb(db => { db.AddRange(draft, ImportChunk.Of(draft, 0, [1])); return db.SaveChangesAsync(); });

        (await Left(business, TimeSpan.FromDays(6))).ShouldBe((2, 2));
        (await Left(business, TimeSpan.FromDays(2))).ShouldBe((1, 1));
        (await api.GetStringAsync(done.Text("errorsUrl"))).ShouldContain("neither a name nor a company");
        (await Left(business, TimeSpan.FromDays(23))).ShouldBe((1, 0));

        using var gone = await api.GetAsync(done.Text("errorsUrl"));
        await gone.ShouldBeProblem(409, "file_deleted");
        (await api.GetJson($"/api/imports/{done.Id()}")).Counts().ShouldBe((2, 1, 0, 1));
        (await business.InDb(db => db.Leads.CountAsync())).ShouldBe(1);
    }

    private static Task<(int Imports, int Chunks)> Left(TestBusiness business, TimeSpan later)
    {
        business.Host.Time.Pass(later);
        return business.Host.Scoped(async services =>
        {
            var db = services.GetRequiredService<AppDb>();
            await db.Enter(business.Business);
            await services.GetRequiredService<ExpireImports>().Handle(default);
            return (await db.Imports.CountAsync(), await db.ImportChunks.CountAsync());
        });
    }
}
