using System.Text.Json;
using AngleSharp.Dom;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Access;

/// <summary>
/// Whatever a role sees, it sees the same everywhere: list, pages, totals, summary, tiles, search, filters, records, timelines and candidates agree to the
/// row with a count that this test makes itself, from all leads and the rule of the scope. Nothing leaks through a number.
/// </summary>
public sealed class AgreementTests(SharedHosts hosts)
{
    private const string Phone = "(512) 555-0142";

    /// <summary>What one reader may see, counted from all that there is.</summary>
    private sealed record Sight(Role Role, Guid Me, List<Lead> All)
    {
        public List<Lead> Leads { get; } = All.FindAll(l => l.DeletedAt is null && Role.Scope switch
        {
            LeadScope.All => true,
            LeadScope.OwnAndPool => l.AssigneeId == Me || l.AssigneeId is null,
            LeadScope.Own => l.AssigneeId == Me,
        });
    }

    [Theory]
    [BothDatabases("owner"), BothDatabases("admin"), BothDatabases("manager"), BothDatabases("office_staff")]
    [BothDatabases("sales"), BothDatabases("technician"), BothDatabases("lead_agent"), BothDatabases("lead_viewer")]
    [BothDatabases("own_all"), BothDatabases("own_pool"), BothDatabases("own_own"), BothDatabases("own_own_with_customers")]
    public async Task Everything_agrees_to_the_row(Provider provider, string role)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        await business.OwnRole("Own all", LeadScope.All, Permission.LeadsView);
        await business.OwnRole("Own pool", LeadScope.OwnAndPool, Permission.LeadsView, Permission.LeadsUpdate, Permission.LeadsAssign, Permission.SettingsManage);
        await business.OwnRole("Own own", LeadScope.Own, Permission.LeadsView, Permission.LeadsConvert, Permission.LeadsDelete);
        await business.OwnRole("Own own with customers", LeadScope.Own, Permission.CustomersView);
        var me = await business.Member(role, "Mia Reader");
        var other = await business.Member("sales", "Otto Other");
        await business.AddLeads(230, me, other);
        await Marked(business, me, other);
        await business.LeadTotalsShouldAgree();

        var held = (await business.InDb(db => db.OwnRoles.SingleOrDefaultAsync(r => r.Key == role)))?.AsRole ?? Role.Find(role)!;
        var all = await business.InDb(db => db.Leads.AsNoTracking().ToListAsync());
        var page = await business.PageOf(me);
        var sight = new Sight(held, me.Id, all);
        sight.Leads.Count.ShouldBe(held.Scope == LeadScope.All ? all.Count(l => l.DeletedAt is null) : all.Count(l => l.DeletedAt is null && (l.AssigneeId == me.Id || (held.Scope == LeadScope.OwnAndPool && l.AssigneeId is null))));
        await Agrees(page.Http, sight);
        await PagesAgree(page, sight);
        await RecordsAgree(page.Http, sight, other, await business.InDb(db => db.Activities.AsNoTracking().ToListAsync()));
        await CustomerAgrees(page, sight);

        // A program has no leads of its own: what is left is the pool, or all, or nothing.
        var (key, id) = await business.NewKey(role);
        await Agrees(business.ApiWith(key), new(held, id, all));
    }

    private static async Task Agrees(HttpClient api, Sight sight)
    {
        var leads = sight.Leads;
        var angi = leads.Where(l => l.SourceName == "Angi").ToList();
        await Same(api, "", leads);
        await Same(api, "search=spring", leads.FindAll(l => l.SearchText.Contains("spring")));
        await Same(api, "search=555-01", leads.FindAll(l => l.SearchText.Contains("55501") || l.SearchText.Contains("555-01")));
        await Same(api, "source=Angi", angi);
        await Same(api, "search=secret", leads.FindAll(l => l.SearchText.Contains("secret")));
        await Same(api, "assignee=me", leads.FindAll(l => l.AssigneeId == sight.Me));
        await Same(api, "assignee=none", leads.FindAll(l => l.AssigneeId is null));
        await Same(api, "valueMin=1000&valueMax=3000", leads.FindAll(l => l.EstimatedValue is >= 1000 and <= 3000));
        await Same(api, "status=new&status=lost&sort=-value", leads.FindAll(l => l.Status is LeadStatus.New or LeadStatus.Lost));
        await Same(api, "status=new&sort=-createdAt", leads.FindAll(l => l.Status is LeadStatus.New));
        await Same(api, "search=spring&status=contacted&sort=source", leads.FindAll(l => l.SearchText.Contains("spring") && l.Status is LeadStatus.Contacted));
        var others = sight.All.Select(l => l.AssigneeId).OfType<Guid>().Distinct().Where(id => id != sight.Me);
        foreach (var id in others) await Same(api, $"assignee={id}", leads.FindAll(l => l.AssigneeId == id));
        foreach (var sort in new[] { "name", "-company", "assignee", "cameAt", "-updatedAt" }) await Same(api, $"sort={sort}", leads);
        await OnTheBoard(api, "", leads);
        await OnTheBoard(api, "search=spring&sort=name", leads.FindAll(l => l.SearchText.Contains("spring")));
        await OnTheBoard(api, "source=Angi&status=new&status=lost", angi.FindAll(l => l.Status is LeadStatus.New or LeadStatus.Lost));
        await InThePalette(api, sight);
        await Exported(api, sight, "", leads);
        await Exported(api, sight, "search=spring&status=contacted", leads.FindAll(l => l.SearchText.Contains("spring") && l.Status is LeadStatus.Contacted));
    }

    /// <summary>Each lead is a line of its own: the address holds no line break and is the lead's own.</summary>
    private static async Task Exported(HttpClient api, Sight sight, string query, List<Lead> expected)
    {
        using var answer = await api.GetAsync($"/api/leads/export?{query}");
        ((int)answer.StatusCode).ShouldBe(sight.Role.Allows(Permission.LeadsExport) ? 200 : 403, query);
        if (!answer.IsSuccessStatusCode) return;
        var csv = await answer.Content.ReadAsStringAsync();
        (csv.Split("\r\n").Length - 2).ShouldBe(expected.Count, query);
        expected.Where(l => l.ServiceAddress.Length > 0).ShouldAllBe(l => csv.Contains(l.ServiceAddress));
    }

    /// <summary>The columns hold those of <paramref name="expected"/> with their status, count and value.</summary>
    private static async Task OnTheBoard(HttpClient api, string query, List<Lead> expected)
    {
        foreach (var column in (await api.GetJson($"/api/leads/board?{query}")).GetProperty("columns").EnumerateArray())
        {
            var those = expected.FindAll(l => l.Status.Word() == column.Text("status"));
            (column.GetProperty("count").GetInt32(), column.Text("value")).ShouldBe((those.Count, Money.ToText(those.Sum(l => l.EstimatedValue ?? 0))), query);
            Ids(column).Except(those.Select(l => l.Id)).ShouldBeEmpty(query);
            Ids(column).Count().ShouldBe(Math.Min(those.Count, column.Text("status") is "new" or "contacted" or "qualified" ? 50 : 25), query);
        }
    }

    /// <summary>What a few letters find is nothing that the lists would not show.</summary>
    private static async Task InThePalette(HttpClient api, Sight sight)
    {
        foreach (var query in new[] { "secret", "5550142", "spring" })
        {
            var found = await api.GetJson($"/api/search?query={query}");
            var those = sight.Leads.FindAll(l => l.SearchText.Contains(query));
            found.GetProperty("leads").EnumerateArray().Select(l => l.Id()).Except(those.Select(l => l.Id)).ShouldBeEmpty(query);
            found.GetProperty("leads").GetArrayLength().ShouldBe(Math.Min(those.Count, 5), query);
            found.GetProperty("moreLeads").GetBoolean().ShouldBe(those.Count > 5, query);
            if (!sight.Role.Allows(Permission.CustomersView)) (found.GetProperty("customers").GetArrayLength(), found.GetProperty("moreCustomers").GetBoolean()).ShouldBe((0, false), query);
            else if (query == "5550142") found.GetRawText().ShouldContain("Customer with that number");
        }
    }

    /// <summary>The rows over all pages, by number and by «after», the total and the summary are those of <paramref name="expected"/>.</summary>
    private static async Task Same(HttpClient api, string query, List<Lead> expected)
    {
        var (rows, after) = (new List<Guid>(), new List<Guid>());
        for (var number = 1; ; number++)
        {
            var list = await api.GetJson($"/api/leads?pageSize=100&page={number}&{query}");
            list.GetProperty("total").GetInt32().ShouldBe(expected.Count, query);
            list.GetProperty("more").GetBoolean().ShouldBeFalse(query);
            rows.AddRange(Ids(list));
            if (list.GetProperty("nextAfter").ValueKind == JsonValueKind.Null) break;
        }
        for (string? last = null; ;)
        {
            var list = await api.GetJson($"/api/leads?pageSize=100&{query}{(last is null ? "" : "&after=" + last)}");
            after.AddRange(Ids(list));
            if ((last = list.GetProperty("nextAfter").GetString()) is null) break;
        }
        rows.Order().ShouldBe(expected.Select(l => l.Id).Order(), query);
        after.ShouldBe(rows, query);

        var summary = await api.GetJson($"/api/leads/summary?{WithoutSort(query)}");
        foreach (var (sum, status) in summary.GetProperty("byStatus").EnumerateArray().Zip(Enum.GetValues<LeadStatus>()))
        {
            var those = expected.FindAll(l => l.Status == status);
            (sum.GetProperty("count").GetInt32(), sum.Text("value")).ShouldBe((those.Count, Money.ToText(those.Sum(l => l.EstimatedValue ?? 0))), $"{query}: {status}");
        }
        summary.Text("pipelineValue").ShouldBe(Money.ToText(expected.Where(l => l.Status.IsOpen()).Sum(l => l.EstimatedValue ?? 0)), query);
        var decided = expected.Count(l => !l.Status.IsOpen());
        (summary.GetProperty("conversionRate") is { ValueKind: JsonValueKind.Number } rate ? rate.GetDouble() : (double?)null)
            .ShouldBe(decided == 0 ? null : (double)expected.Count(l => l.Status == LeadStatus.Converted) / decided, query);
        var now = SystemClock.Instance.GetCurrentInstant().InZone(DateTimeZoneProviders.Tzdb["America/Chicago"]).Date;
        var monday = (now.DayOfWeek == IsoDayOfWeek.Monday ? now : now.Previous(IsoDayOfWeek.Monday)).AtStartOfDayInZone(DateTimeZoneProviders.Tzdb["America/Chicago"]).ToInstant();
        summary.GetProperty("newThisWeek").GetInt32().ShouldBe(expected.Count(l => l.CreatedAt >= monday), query);
    }

    private static async Task PagesAgree(PageClient page, Sight sight)
    {
        var list = await page.Page("/leads?pageSize=200");
        list.QuerySelectorAll(".list tbody tr").Length.ShouldBe(Math.Min(sight.Leads.Count, 200));
        Tiles(list, sight.Leads);
        list.QuerySelector("#total")?.TextContent.ShouldBe(sight.Leads.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var spring = sight.Leads.FindAll(l => l.SearchText.Contains("spring"));
        Tiles(await page.Fragment("/leads/summary?search=spring&status=new", "tiles"), spring);
        list.Body!.TextContent.Contains("Theirs and secret").ShouldBe(sight.Role.Scope == LeadScope.All, "no row, menu or title names a lead that is not seen");
    }

    private static void Tiles(IParentNode page, List<Lead> leads)
    {
        foreach (var status in Enum.GetValues<LeadStatus>())
            page.QuerySelector($"#tile-{status.Word()} b")!.TextContent.ShouldBe(leads.Count(l => l.Status == status).ToString(System.Globalization.CultureInfo.InvariantCulture), status.Word());
        page.QuerySelector("#tile-open .tile-word")!.TextContent.ShouldStartWith($"Pipeline, {leads.Count(l => l.Status.IsOpen())} open");
    }

    private static async Task RecordsAgree(HttpClient api, Sight sight, TestMember other, List<Activity> lines)
    {
        var hidden = sight.All.Where(l => l.DeletedAt is null).ExceptBy(sight.Leads.Select(l => l.Id), l => l.Id).ToList();
        foreach (var lead in hidden.Take(5).Concat(hidden.Where(l => l.AssigneeId == other.Id).Take(5)))
            foreach (var address in new[] { $"/api/leads/{lead.Id}", $"/api/leads/{lead.Id}/activity", $"/leads/{lead.Id}", $"/leads/{lead.Id}/edit", $"/leads/{lead.Id}/conversion", $"/api/leads?after={lead.Id}" })
                ((int)(await api.GetAsync(address)).StatusCode).ShouldBeOneOf(403, 404, 422);
        foreach (var lead in sight.Leads.Take(3).Concat(sight.Leads.Where(l => l.CustomerId is not null && l.Name == "Was theirs")))
            (await api.GetJson($"/api/leads/{lead.Id}/activity")).GetProperty("total").GetInt32()
                .ShouldBe(lines.Count(a => a.SubjectId == lead.Id && (a.Field != LeadFields.Customer || sight.Role.Allows(Permission.CustomersView))), lead.Name);

        // Who shares my number: of leads those that I see, of customers only if I see customers.
        if (sight.Leads.Find(l => l.Name == "Mine and shared") is { } mine)
        {
            var text = await (await api.GetAsync($"/leads/{mine.Id}")).Content.ReadAsStringAsync();
            text.Contains("Theirs and secret").ShouldBe(sight.Role.Scope == LeadScope.All);
            text.Contains("Customer with that number").ShouldBe(sight.Role.Allows(Permission.CustomersView));
            if (sight.Role.Allows(Permission.LeadsConvert))
            {
                var refused = await (await api.SendJson(HttpMethod.Post, $"/api/leads/{mine.Id}/conversion", new { type = "residential" }, ("RequestVerificationToken", await Token(api)))).ShouldBeProblem(409, "duplicate_customer");
                refused.GetProperty("candidates").GetArrayLength().ShouldBe(sight.Role.Allows(Permission.CustomersView) ? 1 : 0);
                refused.GetRawText().Contains("Customer with that number").ShouldBe(sight.Role.Allows(Permission.CustomersView));
            }
        }
    }

    /// <summary>A customer's page tells of the lead that it came from, which is its own story, and leads to it only for who sees it.</summary>
    private static async Task CustomerAgrees(PageClient page, Sight sight)
    {
        var was = sight.All.Single(l => l.Name == "Was theirs");
        var address = $"/customers/{was.CustomerId}";
        if (!sight.Role.Allows(Permission.CustomersView))
        {
            ((int)(await page.Http.GetAsync(address)).StatusCode).ShouldBe(403);
            return;
        }
        var shown = await page.Page(address);
        shown.QuerySelectorAll(".came-from").Length.ShouldBe(1);
        (shown.QuerySelector($".came-from a[href='/leads/{was.Id}']") is not null).ShouldBe(sight.Leads.Contains(was));
    }

    /// <summary>Leads that share a number with a customer: one that everybody here sees and one of a colleague.</summary>
    private static async Task Marked(TestBusiness business, TestMember me, TestMember other)
    {
        await business.NewCustomer("Customer with that number", [Phone]);
        await business.NewLead("Mine and shared", [Phone], assignee: me);
        await business.NewLead("Theirs and secret", [Phone], notes: "secret", assignee: other);
        var was = await business.NewLead("Was theirs", notes: "secret", assignee: other);
        (await (await business.Api()).PostJson($"/api/leads/{was.Id}/conversion", new { type = "residential" })).StatusCode.ShouldBe(System.Net.HttpStatusCode.Created);
        await business.InDb(async db =>
        {
            foreach (var (lead, i) in (await db.Leads.Where(l => l.Name != "Mine and shared" && l.Name != "Theirs and secret" && l.Name != "Was theirs").OrderBy(l => l.Id).Take(40).ToListAsync()).Select((l, i) => (l, i)))
            {
                if (i % 8 == 7) lead.Discard(SystemClock.Instance.GetCurrentInstant());
                else if (i % 8 == 3) lead.ConvertInto(Guid.CreateVersion7(), SystemClock.Instance.GetCurrentInstant());
            }
            return await db.SaveChangesAsync();
        });
    }

    private static async Task<string> Token(HttpClient api) =>
        PageClient.Parse(await (await api.GetAsync("/leads")).Content.ReadAsStringAsync()).QuerySelector("meta[name=antiforgery]")!.GetAttribute("content")!;

    private static IEnumerable<Guid> Ids(JsonElement list) => list.GetProperty("items").EnumerateArray().Select(item => item.Id());

    private static string WithoutSort(string query) => string.Join('&', query.Split('&').Where(word => !word.StartsWith("sort=")));
}
