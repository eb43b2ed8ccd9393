using System.Net;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.LeadMessages;

/// <summary>Who has a lead that answers is told so.</summary>
public sealed class AnswerNoticeTests(HostsWithTwilio hosts) : IClassFixture<HostsWithTwilio>
{
    [Theory, BothDatabases]
    public async Task Whoever_has_a_lead_that_writes_has_a_mark_until_they_have_looked(Provider provider)
    {
        const string phone = "+15125550177";
        var business = await hosts.Business(provider);
        var (api, sam, dana) = (await business.Api(), await business.Member("sales", "Sam"), await business.Page());
        var his = await business.PageOf(sam);
        var lead = (await api.Create("/api/leads", new { name = "Ray Novak", phones = new[] { new { number = phone } } })).Id();
        using (var given = await api.PutJson($"/api/leads/{lead}/assignment", new { assigneeId = sam.Id }, version: 1)) await given.ShouldBeJson(200);
        await LookedAt("given");

        await HostsWithTwilio.Text(business, phone, "Is there anybody?");
        await HostsWithTwilio.Text(business, phone, "Hello?");
        (await Mark(his)).ShouldStartWith("1");
        (await Mark(dana)).ShouldBeEmpty();
        (await Told()).ShouldBe(("New: Ray Novak wrote to you", $"/leads/{lead}"));
        (await Mark(his)).ShouldStartWith("1", customMessage: "a page that is fetched is not yet seen");
        await LookedAt("wrote");

        await HostsWithTwilio.Text(business, phone, "Well then.");
        (await Mark(his)).ShouldStartWith("1");
        await LookedAt("wrote again");
        await HostsWithTwilio.Text(business, phone, "STOP");
        (await Mark(his)).ShouldBeEmpty();

        var version = (await api.GetJson($"/api/leads/{lead}")).GetProperty("version").GetInt32();
        using (var taken = await api.PutJson($"/api/leads/{lead}/assignment", new { assigneeId = (await business.Member("sales", "Uma")).Id }, version)) await taken.ShouldBeJson(200);
        (await Told()).ShouldBe(("A lead that is no longer yours wrote to you", null));

        async Task<(string, string?)> Told()
        {
            var newest = (await his.Page("/notices")).QuerySelector(".notices li p")!;
            return (string.Join(' ', newest.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), newest.QuerySelector("a")?.GetAttribute("href"));
        }

        async Task LookedAt(string what)
        {
            var newest = (await his.Page("/notices")).QuerySelector("[name=newest]").ShouldNotBeNull(what).GetAttribute("value")!;
            using (var seen = await his.Post("/notices/sight", ("newest", newest))) seen.StatusCode.ShouldBe(HttpStatusCode.Redirect);
            (await Mark(his)).ShouldBeEmpty();
        }

        static async Task<string> Mark(PageClient page) => (await page.Page("/leads")).QuerySelector("#notice-mark")!.TextContent;
    }
}
