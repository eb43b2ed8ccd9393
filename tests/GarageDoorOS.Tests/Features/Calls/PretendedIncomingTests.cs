using System.Net;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Tests.Features.Nurture;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Calls;

/// <summary>Calls that come in where they are only pretended, and by a PBX: the pop-up, the new lead by one click, what a call does to a cadence.</summary>
public sealed class PretendedIncomingTests(AppHostsThatCall hosts) : IClassFixture<AppHostsThatCall>
{
    [Theory, BothDatabases]
    public async Task Somebody_unknown_becomes_a_lead_by_one_click_however_often_it_is_pressed(Provider provider)
    {
        var business = await Business(provider);
        var (api, caller) = (await business.Api(), await business.Caller(onDuty: true));
        var page = await business.PageOf(caller);
        (await Rings(page, "512 555 0188")).ShouldBe(HttpStatusCode.OK);
        (await Panel(page)).ShouldSatisfyAllConditions(panel => panel.ShouldContain("(512) 555-0188"), panel => panel.ShouldContain("Nobody known has this number"), panel => panel.ShouldContain("New lead"));
        var id = await business.InDb(db => db.Calls.Select(c => c.Id).SingleAsync());
        var added = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => api.PostJson($"/api/calls/{id}/lead", new { })));
        foreach (var one in added) await one.ShouldBeJson(200);
        var lead = (await api.GetJson("/api/leads")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        (lead.Text("name"), lead.Text("source")).ShouldBe(("(512) 555-0188", "Phone"));
        (await Panel(page)).ShouldSatisfyAllConditions(panel => panel.ShouldContain("Open the record"), panel => panel.ShouldNotContain("New lead"));

        business.Host.Time.Pass(TimeSpan.FromSeconds(7));
        await Eventually.Holds("it was picked up", () => Panel(page), panel => panel.Contains("Talking"));
        business.Host.Time.Pass(TimeSpan.FromSeconds(30));
        await Eventually.Holds("it is over", () => Panel(page), panel => panel.Contains("What happened?"));
        (await business.Call(id)).ShouldSatisfyAllConditions(call => call.MemberId.ShouldBe(caller.Id), call => call.End.ShouldBe(CallEnd.Talked));
    }

    [Theory, BothDatabases]
    public async Task Whoever_still_writes_what_came_of_a_call_sees_who_calls_next(Provider provider)
    {
        var business = await Business(provider);
        var (api, caller) = (await business.Api(), await business.Caller(onDuty: true));
        var page = await business.PageOf(caller);
        await Rings(page, "512 555 0142");
        business.Host.Time.Pass(TimeSpan.FromSeconds(7));
        await Eventually.Holds("it was picked up", () => Panel(page), panel => panel.Contains("Talking"));
        business.Host.Time.Pass(TimeSpan.FromSeconds(30));
        await Eventually.Holds("it is over", () => Panel(page), panel => panel.Contains("What happened?"));
        async Task<string> Beside() => (await page.Fragment("/calls/panel?beside=yes", "call")).Body!.TextContent.Trim();
        (await Beside()).ShouldBeEmpty();
        await api.Create("/api/leads", new { name = "Ray Novak", phones = new[] { new { number = "512 555 0143" } } });
        await Rings(page, "512 555 0143");
        (await Beside()).ShouldContain("Ray Novak calls us");
        (await Panel(page)).ShouldContain("Calls us", customMessage: "on another page it comes before the question");
    }

    [Theory, BothDatabases]
    public async Task Two_who_click_at_once_for_two_calls_of_a_stranger_make_one_lead(Provider provider)
    {
        var business = await Business(provider);
        var page = await business.PageOf(await business.Caller(onDuty: true));
        for (var at = 0; at < 3; at++) await Rings(page, "512 555 0188");
        var calls = await business.InDb(db => db.Calls.Select(c => c.Id).ToListAsync());
        var api = await business.Api();
        await Task.WhenAll(calls.Select(id => api.PostJson($"/api/calls/{id}/lead", new { })));
        (await business.InDb(db => db.Leads.CountAsync())).ShouldBe(1);
        (await business.InDb(db => db.Calls.CountAsync(c => c.LeadId != null))).ShouldBe(3);
    }

    [Theory, BothDatabases]
    public async Task A_lead_that_calls_leaves_a_cadence_that_stops_on_a_reply(Provider provider)
    {
        var business = await Business(provider);
        var cadence = await business.Cadence(new() { Name = "Follow up", Steps = NurtureCalls.Steps("call 1 days"), StopsOnReply = true });
        var lead = (await (await business.Api()).Create("/api/leads", new { name = "Ray Novak", phones = new[] { new { number = "512 555 0142" } } })).Id();
        using (var begun = await (await business.Api()).PostJson($"/api/leads/{lead}/enrolments", new { cadenceId = cadence.Id })) begun.IsSuccessStatusCode.ShouldBeTrue(await begun.Content.ReadAsStringAsync());
        await Rings(await business.PageOf(await business.Caller(onDuty: true)), "512 555 0142");
        (await business.InDb(db => db.Enrolments.AsNoTracking().SingleAsync())).End.ShouldBe(EnrolmentEnd.Replied);
    }

    [Theory, BothDatabases]
    public async Task Whoever_may_not_see_a_lead_is_rung_and_learns_no_name(Provider provider)
    {
        var business = await Business(provider);
        var role = await business.OwnRole("Own leads", LeadScope.Own, Permission.LeadsView, Permission.LeadsCreate, Permission.LeadsUpdate);
        var (other, seller) = (await business.Member(), await business.Caller(role, onDuty: true));
        await (await business.Api()).Create("/api/leads", new { name = "Ray Novak", assigneeId = other.Id, phones = new[] { new { number = "512 555 0142" } } });
        var page = await business.PageOf(seller);
        await Rings(await business.PageOf(await business.Caller()), "512 555 0142");
        (await Panel(page)).ShouldSatisfyAllConditions(panel => panel.ShouldContain("(512) 555-0142"), panel => panel.ShouldNotContain("Novak"), panel => panel.ShouldNotContain("New lead"), panel => panel.ShouldContain("Somebody else looks after them"));
    }

    [Theory, BothDatabases]
    public async Task The_log_is_narrowed_by_day(Provider provider)
    {
        var business = await Business(provider);
        var (api, lead) = (await business.Api(), (await (await business.Api()).Create("/api/leads", new { name = "Ray Novak", phones = new[] { new { number = "512 555 0142" } } })).Id());
        var today = business.Today();
        foreach (var days in new[] { 0, 1, 2 }) await api.Create("/api/calls", new { leadId = lead, outcome = "reached", at = today.PlusDays(-days).AtStartOfDayInZone(business.Business.Zone).ToInstant().ToString() });
        async Task<int> Total(string query) => (await api.GetJson("/api/calls?" + query)).GetProperty("total").GetInt32();
        (await Total($"from={NurtureCalls.Iso(today)}")).ShouldBe(1);
        (await Total($"from={NurtureCalls.Iso(today.PlusDays(-1))}&to={NurtureCalls.Iso(today.PlusDays(-1))}")).ShouldBe(1);
        (await Total($"to={NurtureCalls.Iso(today.PlusDays(-1))}")).ShouldBe(2);
        using var odd = await api.GetAsync(new Uri("/api/calls?from=yesterday", UriKind.Relative));
        (await odd.ShouldBeProblem(422)).GetProperty("errors").TryGetProperty("from", out _).ShouldBeTrue();
        (await (await business.Page()).Page("/calls?from=yesterday")).Body!.TextContent.ShouldContain("Write the date as 2026-11-23.");
    }

    [Theory, BothDatabases]
    public async Task On_duty_is_only_whoever_has_a_phone_that_was_confirmed(Provider provider)
    {
        var business = await Business(provider);
        var without = await business.Page();
        using (var refused = await without.Submit(HttpMethod.Post, "/account/phone/duty", [("duty", "on")])) refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var caller = await business.Caller();
        var page = await business.PageOf(caller);
        async Task<bool> IsOn() => await business.InDb(db => db.MemberPhones.Where(p => p.MemberId == caller.Id).Select(p => p.IsOnDuty).SingleAsync());
        foreach (var (word, isOn) in new[] { ("on", true), ("off", false), ("on", true) })
        {
            (await page.Submit(HttpMethod.Post, "/account/phone/duty", [("duty", word)])).Dispose();
            (await IsOn()).ShouldBe(isOn);
        }
        (await page.Submit(HttpMethod.Post, "/account/phone/removal", [])).Dispose();
        (await IsOn()).ShouldBeFalse("a phone that is gone rings for nobody");
    }

    [Theory, BothDatabases]
    public async Task A_PBX_tells_by_the_API_and_is_asked_how_it_goes_on(Provider provider)
    {
        await using var pbx = await ToldPbx.Start();
        var business = (await (await (await hosts.On(provider)).NewBusiness()).Nurturing()).AtNoon();
        var api = await business.Api();
        using (var none = await api.PostJson("/api/calls/incoming", new { number = "512 555 0142", id = "1" })) await none.ShouldBeProblem(409, "no_pbx");
        using (var made = await api.PutJson("/api/settings/integrations/telephony", new { vendor = "asterisk", accountId = ToldPbx.User, secret = ToldPbx.Password, number = "+15125550100", address = pbx.Url, dialPattern = "PJSIP/{number}@trunk" })) await made.ShouldBeJson(200);
        foreach (var id in new[] { null, "", "..", "../bridges", "1?app=x" })
            using (var wrong = await api.PostJson("/api/calls/incoming", new { number = "512 555 0142", id })) (await wrong.ShouldBeProblem(422)).GetProperty("errors").TryGetProperty("id", out _).ShouldBeTrue(id);
        pbx.Arrives("1764384000.7", "Ring");
        using var told = await api.PostJson("/api/calls/incoming", new { number = "512 555 0142", id = "1764384000.7" });
        var call = (await told.ShouldBeJson(201)).Id();
        pbx.Becomes("1764384000.7", "Up");
        await Eventually.Holds("they talk", () => business.Call(call), now => now.State == CallState.Talking);
        pbx.Ends("1764384000.7");
        business.Host.Time.Pass(TimeSpan.FromSeconds(6));
        (await Eventually.Holds("it is over", () => business.Call(call), now => !now.IsLive)).End.ShouldBe(CallEnd.Talked);

        using var again = await api.PostJson("/api/calls/incoming", new { number = "512 555 0143", id = "1764384000.8" });
        var missed = (await again.ShouldBeJson(201)).Id();
        (await Eventually.Holds("it is over", () => business.Call(missed), now => !now.IsLive)).ShouldSatisfyAllConditions(now => now.End.ShouldBe(CallEnd.Missed), now => now.LeadId.ShouldNotBeNull());
    }

    private async Task<TestBusiness> Business(Provider provider)
    {
        var business = (await (await (await hosts.On(provider)).NewBusiness()).Nurturing()).AtNoon();
        return await business.Calling();
    }

    private static async Task<HttpStatusCode> Rings(PageClient page, string number)
    {
        using var rung = await page.Submit(HttpMethod.Post, "/calls/incoming", [("number", number)], htmx: true);
        return rung.StatusCode;
    }

    private static async Task<string> Panel(PageClient page) => (await page.Fragment("/calls/panel", "call")).Body!.TextContent;
}
