using System.Text.Json;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Features.Customers;
using GarageDoorOS.Web.Features.Leads;
using GarageDoorOS.Web.Features.Search;
using GarageDoorOS.Web.Features.Work;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Http;

public class ApiDocumentTests(SharedHosts hosts)
{
    [Fact]
    public async Task Every_word_that_a_list_knows_is_in_the_document()
    {
        var paths = await Paths();
        foreach (var (path, words) in new[] { ("/api/leads", LeadFilter.Words), ("/api/leads/summary", LeadFilter.Words), ("/api/leads/board", LeadFilter.Words), ("/api/search", SearchRecords.Words), ("/api/customers", CustomerFilter.Words), ("/api/estimates", WorkFilter<Estimate>.Words), ("/api/jobs", WorkFilter<Job>.Words) })
        {
            var named = paths.GetProperty(path).GetProperty("get").GetProperty("parameters").EnumerateArray().Where(p => p.Text("in") == "query").ToList();
            named.Select(p => p.Text("name")).ShouldBe(words.Keys, ignoreOrder: true);
            named.ShouldAllBe(p => p.Text("description")!.Length > 10);
        }
    }

    /// <summary>Calls that say all by their address.</summary>
    private static readonly string[] Bodyless = ["/restoration", "/link", "/password-link", "/attempt", "/attempts", "/undoing", "/removal", "/retirement", "/revocation", "/job", "/reopening", "/ending", "/lead"];

    [Fact]
    public async Task Every_call_that_reads_a_body_says_which_fields_it_may_have()
    {
        var calls = from path in (await Paths()).EnumerateObject()
                    from call in path.Value.EnumerateObject()
                    where call.Name is "post" or "put" && !Bodyless.Any(path.Name.EndsWith)
                    select (Name: $"{call.Name} {path.Name}", Has: call.Value.TryGetProperty("requestBody", out var body) && Fields(body).Any());
        calls.Where(c => !c.Has).Select(c => c.Name).ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_call_that_succeeds_says_what_it_answers()
    {
        var silent = from path in (await Paths()).EnumerateObject()
                     from call in path.Value.EnumerateObject()
                     where call.Name != "delete"
                     where !call.Value.GetProperty("responses").EnumerateObject().Any(r => r.Name[0] == '2' && r.Value.TryGetProperty("content", out _))
                     select $"{call.Name} {path.Name}";
        silent.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_fields_of_a_lead_in_the_document_are_those_that_it_is_given_with()
    {
        var host = await hosts.On(Provider.Sqlite);
        var api = await (await (await host.NewBusiness()).Nurturing()).Api();
        var given = await api.Create("/api/leads", new { name = "Ray Novak" });
        var schema = (await host.Anonymous().GetJson("/openapi/v1.json")).GetProperty("components").GetProperty("schemas").GetProperty("LeadJson");
        schema.GetProperty("properties").EnumerateObject().Select(field => field.Name).ShouldBe(given.EnumerateObject().Select(field => field.Name), ignoreOrder: true);
        schema.GetProperty("required").EnumerateArray().Select(field => field.GetString()).ShouldNotContain("nextTask", "it is left out where nobody nurtures");
    }

    private static IEnumerable<string> Fields(JsonElement body) =>
        body.GetProperty("content").EnumerateObject().SelectMany(type => type.Value.GetProperty("schema").GetProperty("properties").EnumerateObject()).Select(field => field.Name);

    private async Task<JsonElement> Paths() => (await (await hosts.On(Provider.Sqlite)).Anonymous().GetJson("/openapi/v1.json")).GetProperty("paths");
}
