using System.Text.Json;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Tests.Support;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Leads;

public sealed class SearchLeadsTests(AppHosts apps) : IClassFixture<AppHosts>
{
    [Theory]
    [BothDatabases("Nuñez", "nunez")]
    [BothDatabases("NUNEZ jose", "jose|nunez")]
    [BothDatabases("smith spring", "smith|spring")]
    [BothDatabases("angstrom", "angstrom")]
    [BothDatabases("100%", "100%")]
    [BothDatabases("sure_thing \\", "sure_thing|\\")]
    [BothDatabases("\"quoted\"", "\"quoted\"")]
    [BothDatabases("o'neil", "o'neil")]
    [BothDatabases("smith li", "smith|li")]
    [BothDatabases("code 4411", "code|4411")]
    public async Task Words_are_found_in_any_order_as_parts_whatever_their_accents_and_signs(Provider provider, string typed, string words)
    {
        var model = await Model(provider, 150, 3);
        using var api = await model.Business.Api();
        var expected = model.Leads.Where(l => words.Split('|').All(w => l.SearchText.Contains(w, StringComparison.Ordinal))).ToList();
        expected.ShouldNotBeEmpty();
        (await Ids(api, "/api/leads?pageSize=200&search=" + Uri.EscapeDataString(typed))).ShouldBe(LeadModel.Sorted(expected, "-cameAt"));
    }

    [Theory]
    [BothDatabases("jo")]
    [BothDatabases("Al")]
    [BothDatabases("z")]
    public async Task A_short_word_alone_begins_the_name(Provider provider, string typed)
    {
        var model = await Model(provider, 150, 3);
        using var api = await model.Business.Api();
        var expected = model.Leads.Where(l => l.NameSort.StartsWith(Folding.Fold(typed), StringComparison.Ordinal)).ToList();
        expected.ShouldNotBeEmpty();
        (await Ids(api, "/api/leads?pageSize=200&search=" + typed)).ShouldBe(LeadModel.Sorted(expected, "-cameAt"));
    }

    [Theory]
    [BothDatabases("(512) 555-0143")]
    [BothDatabases("512.555.0143")]
    [BothDatabases("+1 512 555 0143")]
    [BothDatabases("0015125550143")]
    [BothDatabases("5125550143")]
    [BothDatabases("555-0143")]
    [BothDatabases("512-555-0143 x9")]
    public async Task A_phone_is_found_in_any_spelling(Provider provider, string typed)
    {
        var business = await (await apps.On(provider)).NewBusiness();
        var lead = Lead.Open(business.Id, new() { Name = "Marcus", Phones = [PhoneNumber.Read("+1 (512) 555-0143 ext. 9", "US")] }, null, Instant.FromUtc(2026, 3, 1, 0, 0));
        var other = Lead.Open(business.Id, new() { Name = "Other", Phones = [PhoneNumber.Read("(512) 555-0144", "US")] }, null, Instant.FromUtc(2026, 3, 1, 0, 0));
        await business.InDb(db =>
        {
            db.Leads.AddRange(lead, other);
            return db.SaveChangesAsync();
        });
        using var api = await business.Api();
        (await Ids(api, "/api/leads?search=" + Uri.EscapeDataString(typed))).ShouldBe([lead.Id]);
    }

    [Theory, BothDatabases]
    public async Task Beyond_the_first_thousand_rows_few_hits_are_sorted_and_many_are_walked(Provider provider)
    {
        var business = await (await apps.On(provider)).NewBusiness();
        var start = Instant.FromUtc(2026, 1, 1, 0, 0);
        var leads = Enumerable.Range(0, 2_400).Select(i => Lead.Open(
            business.Id,
            new() { Name = $"Lead {i % 7}", Notes = (i % 1_100 == 3 ? "seldom " : "") + (i < 1_300 ? "early " : "") + (i % 22 == 0 ? "dense " : "") + (i % 2 == 0 ? "even" : "odd"), EstimatedValue = i % 50 },
            null, start + Duration.FromMinutes(i), i % 100 == 0 ? LeadStatus.Contacted : LeadStatus.New)).ToList();
        await business.InDb(db =>
        {
            db.Leads.AddRange(leads);
            return db.SaveChangesAsync();
        });
        using var api = await business.Api();
        using var sales = await business.Api("sales"); // sees the pool, which is where all of these are
        var page = await business.Page("sales");

        foreach (var (query, test, total) in new (string, Func<Lead, bool>, int?)[]
        {
            ("", _ => true, 2_400),
            ("search=seldom", l => l.SearchText.Contains("seldom"), 3),
            ("search=dense", l => l.SearchText.Contains("dense"), 110),
            ("search=early", l => l.SearchText.Contains("early"), null),
            ("search=even", l => l.SearchText.Contains("even"), null),
            ("search=early&status=contacted", l => l.SearchText.Contains("early") && l.Status == LeadStatus.Contacted, 13),
            ("search=early+odd&valueMin=40", l => l.SearchText.Contains("early") && l.SearchText.Contains("odd") && l.EstimatedValue >= 40, 130),
            ("status=contacted", l => l.Status == LeadStatus.Contacted, 24),
            ("valueMax=3&status=new", l => l.EstimatedValue <= 3 && l.Status == LeadStatus.New, 168),
        })
        {
            foreach (var sort in new[] { "-cameAt", "value", "status", "name" })
            {
                var expected = LeadModel.Sorted(leads.Where(test), sort);
                foreach (var (who, number) in new[] { (api, 2), (sales, 2), (sales, 28) })
                {
                    var list = await who.GetJson($"/api/leads?page={number}&pageSize=40&sort={sort}&{query}");
                    Ids(list).ShouldBe(expected.Skip(40 * (number - 1)).Take(40), $"{query} {sort}");
                    list.GetProperty("total").GetInt32().ShouldBe(total ?? 1_000, query);
                    list.GetProperty("more").GetBoolean().ShouldBe(total is null, query);
                }
                var region = await page.Fragment($"/leads?sort={sort}&{query}", "leads");
                region.QuerySelectorAll("#leads tbody tr").Select(r => Guid.Parse(r.Id!)).ShouldBe(expected.Take(50), $"{query} {sort}");
                if (expected.Count < 30) continue;
                Ids(await api.GetJson($"/api/leads?pageSize=20&after={expected[^5]}&sort={sort}&{query}")).ShouldBe(expected.TakeLast(4), $"{query} {sort}");
            }
        }
    }

    private async Task<LeadModel> Model(Provider provider, int count, int seed) => await LeadModel.Make(await (await apps.On(provider)).NewBusiness(), count, seed);

    private static async Task<List<Guid>> Ids(HttpClient api, string path) => Ids(await api.GetJson(path));

    private static List<Guid> Ids(JsonElement list) => [.. list.GetProperty("items").EnumerateArray().Select(i => i.Id())];
}
