using System.Net;
using System.Net.Http.Json;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Access;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Access;

/// <summary>Every route × who may not use it: refused as it should be, and the record is as it was. Made from the routes themselves.</summary>
public sealed class EveryRouteTests(SharedHosts hosts)
{
    [Theory, BothDatabases]
    public async Task Without_a_session_a_page_leads_to_sign_in_and_the_API_answers_401(Provider provider)
    {
        var (host, records) = await Start(provider);
        var before = await records.Snapshot();
        foreach (var route in Closed(host))
        {
            using var answer = await Ask(host.Anonymous(), route, route.To(records));
            if (route.IsApi) await answer.ShouldBeProblem(401);
            else
            {
                answer.StatusCode.ShouldBe(HttpStatusCode.Redirect, route.ToString());
                answer.Headers.Location!.ToString().ShouldStartWith("/sign-in", customMessage: route.ToString());
            }
        }
        (await records.Snapshot()).ShouldBe(before);
    }

    [Theory, BothDatabases]
    public async Task A_revoked_or_unknown_key_opens_nothing(Provider provider)
    {
        var (host, records) = await Start(provider);
        var before = await records.Snapshot();
        var (revoked, _) = await records.Business.NewKey("owner", revoked: true);
        foreach (var key in new[] { revoked, "gdo_" + new string('0', 64), "gdo_", "x" })
            foreach (var route in Closed(host).Where(r => r.IsApi))
            {
                using var answer = await Ask(records.Business.ApiWith(key), route, route.To(records));
                await answer.ShouldBeProblem(401);
            }
        (await records.Snapshot()).ShouldBe(before);
    }

    // What a role may do is decided before any database is asked: one that may all, and one that sees its own alone, ask both.
    [Theory]
    [BothDatabases("owner"), InlineData(Provider.Sqlite, "admin"), InlineData(Provider.Sqlite, "manager"), InlineData(Provider.Sqlite, "office_staff")]
    [InlineData(Provider.Sqlite, "sales"), BothDatabases("technician"), InlineData(Provider.Sqlite, "lead_agent"), InlineData(Provider.Sqlite, "lead_viewer")]
    public async Task What_a_role_may_not_do_is_403_and_what_it_may_is_not(Provider provider, string role)
    {
        var (host, records) = await Start(provider);
        var before = await records.Snapshot();
        var allowed = Role.Find(role)!;
        var page = await records.Business.Page(role);
        var api = await records.Business.Api(role);
        foreach (var route in Closed(host).Where(r => r.Access.IsOfBusiness && !May(allowed, r.Access)))
        {
            using var answer = await (route.IsApi ? Ask(api, route, route.To(records)) : AskPage(page, route, route.To(records)));
            ((int)answer.StatusCode).ShouldBe(403, $"{role}: {route}");
            if (route.IsApi) await answer.ShouldBeProblem(403, "forbidden");
        }
        (await records.Snapshot()).ShouldBe(before);

        var own = records;
        foreach (var route in Closed(host).Where(r => r.Access.IsOfBusiness && May(allowed, r.Access)))
        {
            if (!route.IsSafe && role == "owner") own = await TestRecords.In(records.Business); // what was asked before may have used them up; of the others none may do more
            using var answer = await (route.IsApi ? Ask(api, route, route.To(own)) : AskPage(page, route, route.To(own)));
            ((int)answer.StatusCode).ShouldNotBeOneOf(401, 403);
            ((int)answer.StatusCode).ShouldBeLessThan(500, $"{role}: {route}");
        }
    }

    [Theory, BothDatabases]
    public async Task A_record_of_another_business_is_like_one_that_does_not_exist(Provider provider)
    {
        var (host, records) = await Start(provider);
        var before = await records.Snapshot();
        var stranger = await (await host.NewBusiness()).Nurturing();
        var nowhere = TestRecords.Nowhere(stranger);
        var (page, api) = (await stranger.Page("owner"), await stranger.Api("owner"));
        foreach (var route in Closed(host).Where(r => r.HasId))
        {
            using var theirs = await (route.IsApi ? Ask(api, route, route.To(records)) : AskPage(page, route, route.To(records)));
            using var nobodys = await (route.IsApi ? Ask(api, route, route.To(nowhere)) : AskPage(page, route, route.To(nowhere)));
            ((int)theirs.StatusCode).ShouldBe((int)nobodys.StatusCode, route.ToString());
            ((int)theirs.StatusCode).ShouldBe(404, route.ToString());
        }
        (await records.Snapshot()).ShouldBe(before);
    }

    [Theory, BothDatabases]
    public async Task A_lead_beyond_the_scope_of_a_role_is_not_found(Provider provider)
    {
        var (host, records) = await Start(provider);
        var colleague = await records.Business.Member("sales");
        var theirs = await TestRecords.In(records.Business, colleague);
        var before = await theirs.Snapshot();
        foreach (var role in new[] { "sales", "lead_agent", "technician" })
        {
            var (page, api) = (await records.Business.Page(role), await records.Business.Api(role));
            foreach (var route in Closed(host).Where(r => r.HasId && r.Pattern.Contains("/leads/{") && Role.Find(role)!.Allows(r.Access.Permission ?? Permission.LeadsView)))
            {
                using var answer = await (route.IsApi ? Ask(api, route, route.To(theirs)) : AskPage(page, route, route.To(theirs)));
                ((int)answer.StatusCode).ShouldBe(404, $"{role}: {route}");
            }
        }
        (await theirs.Snapshot()).ShouldBe(before);
    }

    private async Task<(AppHost Host, TestRecords Records)> Start(Provider provider)
    {
        var host = await hosts.On(provider);
        return (host, await TestRecords.In(await host.NewBusiness()));
    }

    private static bool May(Role role, RouteAccess access) => access.AnyOf?.Any(role.Allows) ?? role.Allows(access.Permission!.Value);

    private static IEnumerable<KnownRoute> Closed(AppHost host) => KnownRoute.Of(host).Where(route => route.Access.OpenTo != Who.Everyone);

    private static async Task<HttpResponseMessage> Ask(HttpClient client, KnownRoute route, string path)
    {
        using var request = new HttpRequestMessage(route.Method, path);
        if (route.Body is { } body) request.Content = JsonContent.Create(body);
        if (!route.IsApi) request.Headers.Accept.ParseAdd("text/html");
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        return await client.SendAsync(request);
    }

    private static Task<HttpResponseMessage> AskPage(PageClient page, KnownRoute route, string path) =>
        route.IsSafe
            ? page.Http.GetAsync(path)
            : page.Submit(route.Method, path, [("version", "1"), ("name", "Taken over"), ("status", "contacted"), ("type", "residential"), ("assigneeId", "")]);
}
