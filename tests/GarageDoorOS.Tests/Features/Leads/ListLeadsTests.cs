using System.Net;
using System.Text.Json;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Tests.Support;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Leads;

public sealed class ListLeadsTests(AppHosts apps) : IClassFixture<AppHosts>
{
    private static readonly string[] Sorts = ["name", "company", "source", "status", "value", "assignee", "cameAt", "createdAt", "updatedAt"];

    [Theory, BothDatabases]
    public async Task Every_sort_word_orders_all_leads_both_ways_and_the_id_decides_last(Provider provider)
    {
        var model = await Model(provider, 120, 1);
        using var api = await model.Business.Api();
        foreach (var sort in Sorts.SelectMany(s => new[] { s, "-" + s }))
            (await Ids(api, $"/api/leads?pageSize=200&sort={sort}")).ShouldBe(LeadModel.Sorted(model.Leads, sort), sort);
    }

    [Theory, BothDatabases]
    public async Task Random_filters_together_give_what_a_search_in_memory_gives(Provider provider)
    {
        var model = await Model(provider, 150, 2);
        using var api = await model.Business.Api();
        var random = new Random(7);
        for (var i = 0; i < LongRun.Rounds(40, 400); i++)
        {
            var (query, test) = Draw(model, random);
            var sort = (random.Next(2) == 0 ? "-" : "") + Sorts[random.Next(Sorts.Length)];
            var expected = LeadModel.Sorted(model.Leads.Where(test), sort);
            var list = await api.GetJson($"/api/leads?pageSize=200&sort={sort}&{query}");
            Ids(list).ShouldBe(expected, query);
            list.GetProperty("total").GetInt32().ShouldBe(expected.Count, query);
            list.GetProperty("more").GetBoolean().ShouldBeFalse();
        }
    }

    [Theory, BothDatabases]
    public async Task Pages_and_after_neither_repeat_nor_skip_a_lead_whatever_the_order(Provider provider)
    {
        var model = await Model(provider, 90, 4);
        using var api = await model.Business.Api();
        foreach (var sort in Sorts.Concat(Sorts.Select(s => "-" + s)))
        {
            foreach (var narrowed in new[] { "", "&status=new&status=lost", "&search=door" })
            {
                var all = await Ids(api, $"/api/leads?pageSize=200&sort={sort}{narrowed}");
                (await Walk(api, $"/api/leads?pageSize=10&sort={sort}{narrowed}", (_, page) => $"&page={page}")).ShouldBe(all, sort + narrowed);
                (await Walk(api, $"/api/leads?pageSize=10&sort={sort}{narrowed}", (after, _) => after is null ? "" : $"&after={after}")).ShouldBe(all, sort + narrowed);
            }
        }
    }

    [Theory]
    [BothDatabases("owner", "all")]
    [BothDatabases("sales", "pool")]
    [BothDatabases("technician", "own")]
    [BothDatabases("lead_viewer", "all")]
    public async Task Somebody_sees_the_leads_of_their_scope_and_the_totals_agree(Provider provider, string role, string scope)
    {
        var model = await Model(provider, 100, 5);
        var member = await model.Business.Member(role, "Somebody Else");
        var mine = await model.Business.InDb(async db =>
        {
            var leads = db.Leads.Where(l => l.DeletedAt == null && l.AssigneeId != null).OrderBy(l => l.Id).Take(7).ToList();
            foreach (var lead in leads) lead.AssignTo(new(member.Id, member.Name), Instant.FromUtc(2026, 6, 1, 0, 0));
            await db.SaveChangesAsync();
            return leads.ConvertAll(l => l.Id);
        });
        var seen = model.Leads.Where(l => scope == "all" || mine.Contains(l.Id) || (scope == "pool" && l.AssigneeId is null)).ToList();

        var page = await model.Business.PageOf(member);
        var table = await page.Page("/leads?pageSize=200");
        table.QuerySelectorAll("#leads tbody tr").Select(r => Guid.Parse(r.Id!)).ShouldBe(LeadModel.Sorted(seen, "-cameAt"));
        table.QuerySelector("#sum b")!.TextContent.ShouldBe(seen.Count.ToString());
        foreach (var status in Enum.GetValues<LeadStatus>())
            table.QuerySelector($"#tile-{status.Word()} b")!.TextContent.ShouldBe(seen.Count(l => l.Status == status).ToString());
        var found = await page.Page("/leads?pageSize=200&search=door&sort=name");
        found.QuerySelectorAll("#leads tbody tr").Select(r => Guid.Parse(r.Id!)).ShouldBe(LeadModel.Sorted(seen.Where(l => l.SearchText.Contains("door")), "name"));
    }

    [Theory]
    [BothDatabases("owner", "all"), BothDatabases("admin", "all"), BothDatabases("manager", "all"), BothDatabases("office_staff", "all")]
    [BothDatabases("sales", "pool"), BothDatabases("technician", "own"), BothDatabases("lead_agent", "pool"), BothDatabases("lead_viewer", "all")]
    public async Task A_program_sees_the_leads_of_its_scope_and_has_none_of_its_own(Provider provider, string role, string scope)
    {
        var model = await Model(provider, 60, 7);
        using var api = await model.Business.Api(role);
        var pool = scope == "own" ? [] : model.Leads.FindAll(l => l.AssigneeId is null);
        await Sees("", scope == "all" ? model.Leads : pool);
        await Sees("assignee=none", pool);
        await Sees("assignee=none&status=new", pool.FindAll(l => l.Status == LeadStatus.New));
        await Sees("assignee=me", []);
        await Sees("assignee=me&sort=name", []);

        async Task Sees(string query, IReadOnlyList<Lead> leads)
        {
            var list = await api.GetJson("/api/leads?pageSize=200&" + query);
            list.GetProperty("items").EnumerateArray().Select(l => l.Id()).ShouldBe(leads.Select(l => l.Id), ignoreOrder: true, query);
            list.GetProperty("total").GetInt32().ShouldBe(leads.Count, query);
            var summary = await api.GetJson("/api/leads/summary?" + query);
            summary.GetProperty("byStatus").EnumerateArray().Sum(s => s.GetProperty("count").GetInt32()).ShouldBe(leads.Count, query);
            summary.GetProperty("pipelineValue").GetString().ShouldBe(Money.ToText(leads.Where(l => l.Status.IsOpen()).Sum(l => l.EstimatedValue ?? 0)), query);
        }
    }

    [Theory, BothDatabases]
    public async Task Htmx_gets_the_region_alone_and_a_browser_the_whole_page(Provider provider)
    {
        var model = await Model(provider, 30, 6);
        var page = await model.Business.Page("owner");
        var whole = await page.Page("/leads?status=new&sort=name");
        var region = await page.Fragment("/leads?status=new&sort=name", "leads");
        region.QuerySelector("#tiles").ShouldBeNull();
        region.QuerySelector("nav[aria-label=Main]").ShouldBeNull();
        region.QuerySelectorAll("tbody tr").Select(r => r.Id).ShouldBe(whole.QuerySelectorAll("#leads tbody tr").Select(r => r.Id));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/leads");
        request.Headers.Add("HX-Request", "true");
        request.Headers.Add("HX-Target", "leads");
        using var answer = await page.Http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.Vary.ShouldContain("HX-Request");
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task The_list_carries_a_lead_as_the_API_gives_it_without_its_notes(Provider provider)
    {
        var model = await Model(provider, 20, 8);
        using var api = await model.Business.Api();
        var item = (await api.GetJson("/api/leads?pageSize=10")).GetProperty("items")[0];
        var lead = model.Leads.Single(l => l.Id == item.Id());
        item.TryGetProperty("notes", out _).ShouldBeFalse();
        item.GetProperty("status").GetString().ShouldBe(lead.Status.Word());
        item.GetProperty("estimatedValue").GetString().ShouldBe(lead.EstimatedValue is { } value ? Money.ToText(value) : null);
        item.GetProperty("phones").EnumerateArray().Select(p => p.GetProperty("e164").GetString()).ShouldBe(lead.Phones.Select(p => p.E164));
        item.GetProperty("createdAt").GetString()!.ShouldEndWith("Z");
    }

    private async Task<LeadModel> Model(Provider provider, int count, int seed) => await LeadModel.Make(await (await apps.On(provider)).NewBusiness(), count, seed);

    private static async Task<List<Guid>> Ids(HttpClient api, string path) => Ids(await api.GetJson(path));

    private static List<Guid> Ids(JsonElement list) => [.. list.GetProperty("items").EnumerateArray().Select(i => i.Id())];

    private static async Task<List<Guid>> Walk(HttpClient api, string path, Func<string?, int, string> next)
    {
        var ids = new List<Guid>();
        string? after = null;
        for (var page = 1; page == 1 || after is not null; page++)
        {
            var list = await api.GetJson(path + next(after, page));
            ids.AddRange(Ids(list));
            after = list.GetProperty("nextAfter").GetString();
        }
        return ids;
    }

    [Theory, BothDatabases]
    public async Task A_page_past_the_end_says_so_and_leads_to_the_first_and_an_empty_business_says_that(Provider provider)
    {
        var business = await (await apps.On(provider)).NewBusiness();
        var page = await business.Page();
        (await page.Page("/leads?page=2")).QuerySelector(".blank h2")!.TextContent.ShouldBe("Every job starts here");
        await business.NewLead("Ada");
        foreach (var (address, first) in new[] { ("/leads?page=99", "/leads"), ("/leads?sort=name&status=new&page=2", "/leads?sort=name&status=new") })
        {
            var blank = (await page.Page(address)).QuerySelector(".blank")!;
            blank.QuerySelector("h2")!.TextContent.ShouldBe("Nothing on this page");
            blank.QuerySelector(".offers a")!.GetAttribute("href").ShouldBe(first);
        }
        (await page.Page("/leads?status=lost&page=2")).QuerySelector(".blank a[href='/leads']").ShouldNotBeNull();
    }

    [Theory, BothDatabases]
    public async Task What_an_import_recognised_is_marked_in_its_row_and_on_its_page(Provider provider)
    {
        var business = await (await apps.On(provider)).NewBusiness();
        var lead = Lead.Open(business.Id, new() { Name = "Ada", Phones = [PhoneNumber.Read(TestPeople.NewPhone(), "US")] }, null, SystemClock.Instance.GetCurrentInstant());
        await business.InDb(db =>
        {
            db.Add(lead.FromImport(Guid.CreateVersion7(), 1, "", "", possibleMatch: true));
            return db.SaveChangesAsync();
        });
        await business.NewLead("Bert");
        var page = await business.Page();
        (await page.Page("/leads")).QuerySelectorAll("tbody mark").ShouldHaveSingleItem().ParentElement!.TextContent.ShouldBe("Adaknown");
        (await page.Page($"/leads/{lead.Id}")).QuerySelector(".record-main")!.TextContent.ShouldContain("when it was imported");
    }

    [Theory, BothDatabases]
    public async Task The_filters_offer_every_sort_as_a_link_and_name_the_present_one(Provider provider)
    {
        var business = await (await apps.On(provider)).NewBusiness();
        await business.NewLead("Ada");
        var page = await business.Page();
        foreach (var (sort, said) in new[] { ("", "Newest first"), ("?sort=-value", "Highest value"), ("?sort=-name", "Name, turned round") })
            (await page.Page("/leads" + sort)).QuerySelector(".sorts b")!.TextContent.ShouldBe(said);
        var links = (await page.Page("/leads?sort=name&status=new&page=2")).QuerySelectorAll(".sorts a").Select(a => a.GetAttribute("href")!).ToList();
        links.ShouldContain("/leads?status=new&sort=-value");
        foreach (var link in links) (await page.Page(link)).QuerySelector(".sorts [aria-current]").ShouldNotBeNull(link);
    }

    private static (string Query, Func<Lead, bool> Test) Draw(LeadModel model, Random random)
    {
        var (query, tests) = (new List<string>(), new List<Func<Lead, bool>>());
        void Maybe(string word, Func<Lead, bool> test)
        {
            if (random.Next(3) != 0) return;
            query.Add(word);
            tests.Add(test);
        }
        var statuses = Enum.GetValues<LeadStatus>().Where(_ => random.Next(2) == 0).DefaultIfEmpty(LeadStatus.New).ToArray();
        var source = model.Sources[random.Next(model.Sources.Count)];
        var who = model.Team[random.Next(model.Team.Count)];
        var (from, to) = (new LocalDate(2026, 1, 1).PlusDays(random.Next(20)), new LocalDate(2026, 1, 1).PlusDays(random.Next(20)));
        var zone = model.Business.Business.Zone;
        var (min, max) = (random.Next(40) * 250.50m, random.Next(40) * 250.50m);
        var word = new[] { "smith", "door", "nunez spring", "555", "jo", "example" }[random.Next(6)];
        Maybe(string.Join('&', statuses.Select(s => "status=" + s.Word().ToUpperInvariant())), l => statuses.Contains(l.Status));
        Maybe("source=" + Uri.EscapeDataString(source.Name.ToUpperInvariant()), l => l.SourceId == source.Id);
        if (random.Next(2) == 0) Maybe("assignee=none", l => l.AssigneeId is null);
        else Maybe($"assignee={who.Id}", l => l.AssigneeId == who.Id);
        Maybe($"createdFrom={from:uuuu-MM-dd}", l => l.CreatedAt.InZone(zone).Date >= from);
        Maybe($"createdTo={to:uuuu-MM-dd}", l => l.CreatedAt.InZone(zone).Date <= to);
        Maybe($"valueMin={min}", l => l.EstimatedValue >= min);
        Maybe($"valueMax={max}", l => l.EstimatedValue <= max);
        Maybe("search=" + Uri.EscapeDataString(word), l => word.Length < 3 ? l.NameSort.StartsWith(word, StringComparison.Ordinal) : word.Split(' ').All(w => l.SearchText.Contains(w, StringComparison.Ordinal)));
        return (string.Join('&', query), l => tests.All(test => test(l)));
    }
}
