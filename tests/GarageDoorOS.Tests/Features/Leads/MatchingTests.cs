using CsCheck;
using GarageDoorOS.Domain;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Leads;

/// <summary>However a number or an address is written, it is the same person.</summary>
public sealed class MatchingTests(SharedHosts hosts)
{
    private static readonly long Samples = LongRun.Rounds(few: 20, many: 400);

    private static readonly Gen<string> National =
        from area in AnyOf("512", "202", "415", "737", "212", "305")
        from line in Gen.Int[2_000_000, 9_999_999]
        where PhoneNumber.Read($"{area}{line}", "US").E164 is not null
        select $"{area}{line}";

    private static readonly Gen<string> Between = AnyOf("", " ", "-", ".", "/", "  ");

    private static Gen<string> Spelling(string n) =>
        from country in AnyOf("", "1", "+1", "001", "+1 ")
        from before in AnyOf("", "(")
        from one in Between
        from two in Between
        from extension in AnyOf("", " x12", " ext. 4", ";ext=9", " #7")
        select $"{country}{(country.Length > 0 && one.Length > 0 ? one : "")}{before}{n[..3]}{(before.Length > 0 ? ")" : "")}{one}{n[3..6]}{two}{n[6..]}{extension}";

    private static Gen<string> AnyOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static Gen<string> AnyCase(string text) =>
        Gen.Bool.Array[text.Length].Select(upper => string.Concat(text.Select((c, i) => upper[i] ? char.ToUpperInvariant(c) : c)));

    [Theory, BothDatabases]
    public async Task A_phone_matches_in_every_spelling(Provider provider)
    {
        var (business, api) = await Start(provider);
        var pairs = from national in National
                    from known in Spelling(national)
                    from typed in Spelling(national)
                    select (known, typed);
        await pairs.SampleAsync(async pair =>
        {
            var customer = await business.NewCustomer("Somebody", ["not a number", pair.known]);
            var lead = await business.NewLead("Caller", [pair.typed]);
            using var answer = await api.PostJson($"/api/leads/{lead.Id}/conversion", new { type = "residential" });
            var candidates = (await answer.ShouldBeProblem(409, "duplicate_customer")).GetProperty("candidates").EnumerateArray();
            candidates.Select(c => c.Id()).ShouldContain(customer.Id, $"{pair.known} | {pair.typed}");
        }, iter: Samples, threads: 1);
    }

    [Theory, BothDatabases]
    public async Task An_email_matches_in_every_case(Provider provider)
    {
        var (business, api) = await Start(provider);
        var count = 0;
        var pairs = from name in Gen.Char["abcxyz"].Array[3, 12].Select(letters => new string(letters))
                    from known in AnyCase($"{name}@doors.example")
                    from typed in AnyCase($"{name}@doors.example")
                    select (known, typed);
        await pairs.SampleAsync(async pair =>
        {
            var unique = Interlocked.Increment(ref count);
            var customer = await business.NewCustomer("Somebody", emails: [$"{unique}{pair.known}"]);
            var lead = await business.NewLead("Writer", emails: [$" {unique}{pair.typed} "]);
            using var answer = await api.PostJson($"/api/leads/{lead.Id}/conversion", new { type = "residential" });
            var problem = await answer.ShouldBeProblem(409, "duplicate_customer");
            problem.GetProperty("candidates").EnumerateArray().Single().Id().ShouldBe(customer.Id);
        }, iter: Samples, threads: 1);
    }

    private async Task<(TestBusiness Business, HttpClient Api)> Start(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        return (business, await business.Api());
    }
}
