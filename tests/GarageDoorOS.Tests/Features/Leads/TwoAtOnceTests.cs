using System.Text.Json;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Leads;

/// <summary>Random pairs of edits of one lead at once: whatever is accepted stays or is shown, field by field.</summary>
public sealed class TwoAtOnceTests(SharedHosts hosts)
{
    /// <summary>What people may type into each field; the first is what the lead has.</summary>
    private static readonly Dictionary<string, string[]> Words = new()
    {
        ["name"] = ["Ada", "Ada L.", "Ada Lovelace"],
        ["company"] = ["", "Acme", "Acme Doors"],
        ["phones[0].number"] = ["(512) 555-0143", "(512) 555-0144", "(512) 555-0145"],
        ["emails[0]"] = ["", "ada@example.com", "Ada@Example.com"],
        ["source"] = ["", "Phone", "Yelp"],
        ["status"] = ["new", "contacted", "lost"],
        ["estimatedValue"] = ["", "100", "200.50"],
        ["serviceAddress"] = ["", "1 Elm St", "2 Elm St"],
        ["notes"] = ["One\nTwo", "One\nTwo\nThree", "Other"],
    };

    [Theory, BothDatabases]
    public async Task No_accepted_value_is_ever_lost_unseen(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (api, anna, bert) = (await business.Api(), await business.PageOf(await business.Member(name: "Anna")), await business.PageOf(await business.Member(name: "Bert")));
        for (var seed = 0; seed < LongRun.Rounds(25, 400); seed++) await Round(seed, api, anna, bert);
        await business.DerivedRowsShouldAgree();
    }

    private static async Task Round(int seed, HttpClient api, PageClient anna, PageClient bert)
    {
        var random = new Random(seed);
        var start = Words.ToDictionary(w => w.Key, w => w.Value[0]);
        var lead = await api.Create("/api/leads", new { name = "Ada", phones = new[] { new { number = start["phones[0].number"] } }, notes = start["notes"] });
        var path = $"/leads/{lead.Id()}";
        var (hers, his) = (await anna.FormAt(path + "/edit"), await bert.FormAt(path + "/edit"));
        var (herWords, hisWords) = (Typed(random, start), Typed(random, start));

        await (await anna.Send(path, hers, Filled(herWords))).ShouldBeDone();
        await ShouldBe(api, path, herWords, seed);

        using var answer = await bert.Send(path, his, Filled(hisWords));
        var clashes = Words.Keys.Where(f => hisWords[f] != start[f] && herWords[f] != start[f] && hisWords[f] != herWords[f]).ToList();
        var merged = Words.Keys.ToDictionary(f => f, f => hisWords[f] == start[f] ? herWords[f] : hisWords[f]);
        if (clashes.Count == 0)
        {
            await answer.ShouldBeDone();
            await ShouldBe(api, path, merged, seed);
            return;
        }

        var shown = await answer.ShouldBePage(409);
        await ShouldBe(api, path, herWords, seed);
        var names = clashes.Select(f => f.Split('[')[0]).ToList();
        shown.QuerySelectorAll("input[name=take]").Select(i => i.GetAttribute("value")!).ShouldBe(names, ignoreOrder: true, $"seed {seed}");
        var kept = shown.Fields();
        foreach (var field in Words.Keys) kept[field].ReplaceLineEndings("\n").ShouldBe(merged[field], $"seed {seed}: {field}");

        var taken = clashes.Where(_ => random.Next(2) == 0).ToList();
        foreach (var field in taken) merged[field] = herWords[field];
        var fields = kept.Select(f => (f.Key, f.Value)).Concat(taken.Select(f => ("take", f.Split('[')[0])));
        using var resolved = await bert.Submit(HttpMethod.Post, path, [.. fields], htmx: true);
        await resolved.ShouldBeDone();
        await ShouldBe(api, path, merged, seed);
        await TimelineShouldLeadHere(api, path, seed);
    }

    private static Dictionary<string, string> Typed(Random random, Dictionary<string, string> start)
    {
        var typed = new Dictionary<string, string>(start);
        foreach (var (field, words) in Words)
            if (random.Next(3) == 0) typed[field] = words[random.Next(words.Length)];
        return typed;
    }

    private static (string, string?)[] Filled(Dictionary<string, string> words) =>
        [.. words.Select(w => (w.Key, (string?)w.Value.ReplaceLineEndings("\r\n"))), ("lostReason", words["status"] == "lost" ? "Price" : "")];

    private static async Task ShouldBe(HttpClient api, string path, Dictionary<string, string> words, int seed)
    {
        var lead = await api.GetJson("/api" + path);
        foreach (var (field, word) in words)
        {
            var now = field switch
            {
                "phones[0].number" => lead.GetProperty("phones")[0].Text("number"),
                "emails[0]" => lead.GetProperty("emails").EnumerateArray().Select(e => e.GetString()).FirstOrDefault(),
                "estimatedValue" => lead.Text(field)?.Replace(".00", "", StringComparison.Ordinal),
                _ => lead.Text(field),
            };
            (now ?? "").ShouldBe(word, $"seed {seed}: {field}");
        }
    }

    /// <summary>Each line begins where the line before it of the same field ended.</summary>
    private static async Task TimelineShouldLeadHere(HttpClient api, string path, int seed)
    {
        var lines = (await api.GetJson($"/api{path}/activity?pageSize=200")).GetProperty("items").EnumerateArray().Where(l => l.GetProperty("field").ValueKind == JsonValueKind.String).Reverse();
        foreach (var field in lines.GroupBy(l => l.Text("field")))
        {
            var list = field.ToList();
            foreach (var (before, after) in list.Zip(list.Skip(1))) after.Text("old").ShouldBe(before.Text("new"), $"seed {seed}: {field.Key}");
        }
    }
}
