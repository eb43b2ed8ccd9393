using System.Net;
using System.Text.Json;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Tests.Features.Nurture;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Calls;

/// <summary>A call by one press: one's own phone rings, then theirs, and what came of it is written down.</summary>
public sealed class PlaceCallTests(AppHostsThatCall hosts) : IClassFixture<AppHostsThatCall>
{
    private static int count;

    [Theory, BothDatabases]
    public async Task It_rings_here_then_there_and_what_came_of_it_does_the_task_and_contacts_the_lead(Provider provider)
    {
        var business = (await (await (await hosts.On(provider)).NewBusiness()).Nurturing()).AtNoon();
        await business.Calling();
        var (api, caller) = (await business.Api(), await business.Caller());
        var lead = await Lead(api);
        var task = (await api.Plan(lead, business.Today())).Id();
        var page = await business.PageOf(caller);

        using (var placed = await page.Submit(HttpMethod.Post, $"/leads/{lead}/calls", [], htmx: true)) placed.StatusCode.ShouldBe(HttpStatusCode.OK, await placed.Content.ReadAsStringAsync());
        (await Eventually.Holds("it rings here", () => Panel(page), panel => panel.Contains("Your phone rings"))).ShouldContain("Ray Novak");
        var id = (await api.GetJson("/api/calls")).GetProperty("items")[0].Id();
        business.Host.Time.Pass(TimeSpan.FromSeconds(4));
        await Eventually.Holds("it rings there", () => Panel(page), panel => panel.Contains("It rings there"));
        business.Host.Time.Pass(TimeSpan.FromSeconds(3));
        await Eventually.Holds("they talk", () => Panel(page), panel => panel.Contains("Talking"));
        business.Host.Time.Pass(TimeSpan.FromSeconds(30));
        await Eventually.Holds("it is over", () => Panel(page), panel => panel.Contains("What happened?"));
        (await api.GetJson("/api/calls?show=open")).GetProperty("items").GetArrayLength().ShouldBe(1);

        using (var unsaid = await page.Submit(HttpMethod.Post, $"/calls/{id}/outcome", [("note", "Wants a quote")], htmx: true))
        {
            unsaid.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await unsaid.Content.ReadAsStringAsync()).ShouldContain("Wants a quote", customMessage: "nothing typed is lost");
        }
        using (var said = await page.Submit(HttpMethod.Post, $"/calls/{id}/outcome", [("outcome", "reached"), ("note", "Wants a quote")], htmx: true)) (await said.Content.ReadAsStringAsync()).ShouldContain("Noted: reached.");
        var call = await api.GetJson($"/api/calls/{id}");
        (call.Text("state"), call.Text("ended"), call.GetProperty("seconds").GetInt32(), call.Text("outcome"), call.Text("note")).ShouldBe(("ended", "talked", 20, "reached", "Wants a quote"));
        (await api.GetJson($"/api/tasks/{task}")).Text("outcome").ShouldBe("reached");
        (await api.GetJson($"/api/leads/{lead}")).Text("status").ShouldBe("contacted");
        (await page.Page($"/leads/{lead}")).Body!.TextContent.ShouldContain("called (512) ");
        (await page.Page("/calls")).QuerySelector("table.is-calls tbody th a")!.TextContent.ShouldBe("Ray Novak");
        (await api.GetJson("/api/calls?show=open")).GetProperty("items").GetArrayLength().ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task Pressed_twice_it_is_one_call_and_nobody_calls_two_at_once(Provider provider)
    {
        var business = (await (await hosts.On(provider)).NewBusiness()).AtNoon();
        await business.Calling();
        var (api, caller) = (await business.Api(), await business.Caller());
        var (lead, other) = (await Lead(api), await Lead(api));
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => api.PostJson($"/api/leads/{lead}/calls", new { memberId = caller.Id })));
        var ids = new HashSet<Guid>();
        foreach (var answer in answers) ids.Add((await answer.ShouldBeJson(202)).GetProperty("callId").GetGuid());
        ids.Count.ShouldBe(1);
        using (var second = await api.PostJson($"/api/leads/{other}/calls", new { memberId = caller.Id })) await second.ShouldBeProblem(409, "already_calling");
        await Eventually.Holds("it is placed", () => business.Call(ids.Single()), call => call.VendorId is not null);
        (await business.InDb(db => db.Calls.CountAsync())).ShouldBe(1);

        var page = await business.PageOf(caller);
        using (var hungUp = await page.Submit(HttpMethod.Post, $"/calls/{ids.Single()}/ending", [], htmx: true)) hungUp.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await business.Call(ids.Single())).End.ShouldBe(CallEnd.HungUp);
        await Eventually.Holds("nobody looks after calls here any more", () => business.InDb(db => db.Businesses.Where(b => b.Id == business.Id).Select(b => b.HasLiveCalls).SingleAsync()), isLive => !isLive);
    }

    [Theory, BothDatabases]
    public async Task What_is_missing_is_said_and_nobody_is_rung(Provider provider)
    {
        var business = (await (await hosts.On(provider)).NewBusiness()).AtNoon();
        var (api, caller) = (await business.Api(), await business.Caller());
        var lead = await Lead(api);
        (await Refused(api, lead, new { memberId = caller.Id }, 409)).Text("code").ShouldBe("telephony_not_configured");
        await business.Calling(CallLimits.Usual with { Countries = "US" });
        (await Refused(api, lead, new { memberId = (await business.Member()).Id }, 409)).Text("code").ShouldBe("phone_not_verified");
        (await Refused(api, lead, new { }, 422)).GetProperty("errors").TryGetProperty("memberId", out _).ShouldBeTrue("a program says whose phone rings");
        (await Refused(api, lead, new { memberId = Guid.NewGuid() }, 422)).GetProperty("errors").TryGetProperty("memberId", out _).ShouldBeTrue();
        (await Refused(api, lead, new { number = "+15125550199", memberId = caller.Id }, 422)).GetProperty("errors").TryGetProperty("number", out _).ShouldBeTrue("a number is never taken from a caller");
        var none = (await api.Create("/api/leads", new { name = "Nobody" })).Id();
        (await Refused(api, none, new { memberId = caller.Id }, 422)).GetProperty("errors").TryGetProperty("phone", out _).ShouldBeTrue();
        var two = (await api.Create("/api/leads", new { name = "Two", phones = new[] { new { number = Number() }, new { number = Number() } } })).Id();
        (await Refused(api, two, new { memberId = caller.Id }, 422)).GetProperty("errors").TryGetProperty("phone", out _).ShouldBeTrue();
        var abroad = (await api.Create("/api/leads", new { name = "Abroad", phones = new[] { new { number = "+44 20 7946 0018" } } })).Id();
        (await Refused(api, abroad, new { memberId = caller.Id }, 409)).Text("code").ShouldBe("country_not_allowed");
        var premium = (await api.Create("/api/leads", new { name = "Premium", phones = new[] { new { number = "+1 900 555 0123" } } })).Id();
        (await Refused(api, premium, new { memberId = caller.Id }, 409)).Text("code").ShouldBe("number_not_allowed");
        (await business.InDb(db => db.Calls.CountAsync())).ShouldBe(0);
        using (var others = await (await business.PageOf(caller)).Submit(HttpMethod.Post, $"/leads/{two}/calls", [("phone", "7")], htmx: true)) others.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var chosen = await api.PostJson($"/api/leads/{two}/calls", new { phone = 1, memberId = caller.Id });
        await chosen.ShouldBeJson(202);
    }

    [Theory, BothDatabases]
    public async Task Of_a_burst_no_more_than_the_cap_is_ever_placed(Provider provider)
    {
        var business = (await (await hosts.On(provider)).NewBusiness()).AtNoon();
        await business.Calling(CallLimits.Usual with { ADay = 5 });
        var api = await business.Api();
        var callers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => business.Caller()));
        var leads = await Task.WhenAll(Enumerable.Range(0, LongRun.Rounds(40, 500)).Select(_ => Lead(api)));
        var answers = await Task.WhenAll(leads.Select((lead, at) => api.PostJson($"/api/leads/{lead}/calls", new { memberId = callers[at % callers.Length].Id })));
        answers.Count(a => a.StatusCode == HttpStatusCode.Accepted).ShouldBe(5);
        foreach (var refused in answers.Where(a => a.StatusCode != HttpStatusCode.Accepted))
            (await refused.ShouldBeProblem(409)).Text("code").ShouldBeOneOf("calls_of_business_used_up", "already_calling");
        (await business.InDb(db => db.Calls.CountAsync())).ShouldBe(5);
    }

    [Theory, BothDatabases]
    public async Task A_vendor_that_fails_is_named_and_an_unclear_call_is_not_placed_again(Provider provider)
    {
        var business = (await (await hosts.On(provider)).NewBusiness()).AtNoon();
        await business.Calling();
        var (api, caller) = (await business.Api(), await business.Caller());
        var failed = await Ended(business, await Placed(api, await Lead(api, "02"), caller));
        (failed.End, failed.IsOpen).ShouldBe((CallEnd.Failed, false));
        failed.Error!.ShouldContain("pretended to fail");
        var unknown = await Ended(business, await Placed(api, await Lead(api, "03"), caller));
        (unknown.End, unknown.IsOpen, unknown.VendorId).ShouldBe((CallEnd.Unknown, true, null));
        unknown.Error!.ShouldContain("may be ringing");
        (await Panel(await business.PageOf(caller))).ShouldContain("may be ringing");
    }

    [Theory, BothDatabases]
    public async Task What_a_dead_node_left_behind_is_told_and_never_placed_late(Provider provider)
    {
        var business = (await (await hosts.On(provider)).NewBusiness()).AtNoon();
        await business.Calling();
        var (api, caller, other) = (await business.Api(), await business.Caller(), await business.Caller());
        var (asked, begun) = (await Left(business, await Lead(api), caller, "512 555 0177", _ => { }), await Left(business, await Lead(api), other, "512 555 0177", call => call.BeginPlacing()));
        business.Host.Time.Pass(TimeSpan.FromMinutes(2));
        await business.InDb(db => db.Businesses.Where(b => b.Id == business.Id).ExecuteUpdateAsync(set => set.SetProperty(b => b.HasLiveCalls, true)));
        ((await Ended(business, asked)).End, (await Ended(business, begun)).End).ShouldBe((CallEnd.Failed, CallEnd.Unknown));
    }

    [Theory, BothDatabases]
    public async Task A_phone_that_was_only_pretended_to_be_heard_is_confirmed_anew_by_a_real_vendor(Provider provider)
    {
        var business = (await (await hosts.On(provider)).NewBusiness()).AtNoon();
        await business.Calling();
        var (api, caller) = (await business.Api(), await business.Caller());
        using (var real = await api.PutJson("/api/settings/integrations/telephony", new { vendor = "twilio", accountId = "AC0123456789abcdef0123456789abcdef", secret = "hunter2horsestaple", number = "+15125550100" }, version: 1)) await real.ShouldBeJson(200);
        (await Refused(api, await Lead(api), new { memberId = caller.Id }, 409)).Text("code").ShouldBe("phone_not_verified");
    }

    [Theory, BothDatabases]
    public async Task At_night_one_is_warned_first(Provider provider)
    {
        var business = (await (await hosts.On(provider)).NewBusiness()).AtNoon();
        await business.Calling();
        business.Host.Time.Pass(TimeSpan.FromHours(11));
        var (api, caller) = (await business.Api(), await business.Caller());
        var lead = await Lead(api);
        (await Refused(api, lead, new { memberId = caller.Id }, 409)).Text("code").ShouldBe("call_warning");
        var page = await business.PageOf(caller);
        using (var warned = await page.Submit(HttpMethod.Post, $"/leads/{lead}/calls", [], htmx: true))
        {
            warned.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            PageClient.Parse(await warned.Content.ReadAsStringAsync()).QuerySelector("dialog button[type=submit]")!.TextContent.ShouldBe("Call all the same");
        }
        using var anyway = await page.Submit(HttpMethod.Post, $"/leads/{lead}/calls", [("anyway", "yes")], htmx: true);
        anyway.StatusCode.ShouldBe(HttpStatusCode.OK);
        business.Host.Time.Pass(TimeSpan.FromHours(-11));
    }

    [Theory, BothDatabases]
    public async Task Who_wants_no_more_calls_leaves_their_cadence_and_is_not_rung_unwarned(Provider provider)
    {
        var business = (await (await hosts.On(provider)).NewBusiness()).AtNoon();
        await business.Calling();
        await business.Nurturing();
        var (api, caller, number) = (await business.Api(), await business.Caller(), Number());
        var (ray, kim) = (await Named("Ray Novak"), await Named("Kim Novak"));
        var cadence = await business.Cadence(new() { Name = "Chase", Steps = NurtureCalls.Steps("call", "call 1 days"), StopsOnReply = false });
        await api.Enrol(kim, cadence);
        var call = await Left(business, ray, caller, number, c => c.Hear(new(CallState.Ended, CallEnd.Talked) { Seconds = 20 }, c.At));

        using (var both = await api.PutJson($"/api/calls/{call}/outcome", new { outcome = "reached", nextInDays = 3, noMoreCalls = true }))
            (await both.ShouldBeProblem(422, "invalid")).GetProperty("errors").TryGetProperty("nextInDays", out _).ShouldBeTrue();
        var page = await business.PageOf(caller);
        (await page.Fragment("/calls/panel", "call")).QuerySelectorAll("select[name=next] option").Select(o => o.GetAttribute("value")).ShouldBe(["", "1", "3", "7", "30", "never"]);
        using (var said = await page.Submit(HttpMethod.Post, $"/calls/{call}/outcome", [("outcome", "not_interested"), ("note", "Take me off your list"), ("next", "never")], htmx: true)) said.StatusCode.ShouldBe(HttpStatusCode.OK);

        var ledger = await api.GetJson($"/api/leads/{kim}/consents");
        var entry = ledger.GetProperty("entries").EnumerateArray().Single();
        (entry.Text("channel"), entry.GetProperty("given").GetBoolean(), entry.Text("how"), entry.Text("wording")).ShouldBe(("call", false, "by_phone", "Take me off your list"));
        (await api.Enrolments(kim)).ShouldBe("Chase stopped opted_out", "it is about the number, not about one lead with it");
        (await page.Page($"/leads/{ray}")).QuerySelectorAll(".consent").Select(line => line.TextContent).ShouldContain(line => line.Contains("Calls") && line.Contains("withdrawn today by phone"));
        var warning = await Refused(api, kim, new { memberId = caller.Id }, 409);
        (warning.Text("code"), warning.Text("detail")!.Contains("They want no calls any more: withdrawn by phone.")).ShouldBe(("call_warning", true));

        // By a later word of their own they may be called again.
        await api.Create($"/api/leads/{kim}/consents", new { channel = "call", address = number, given = true, how = "by_text", wording = "Call me after all", at = entry.GetProperty("at").GetDateTimeOffset().AddMilliseconds(1) });
        using var again = await api.PostJson($"/api/leads/{kim}/calls", new { memberId = caller.Id });
        await again.ShouldBeJson(202);
        await business.CadencesShouldAgree();

        async Task<Guid> Named(string name) => (await api.Create("/api/leads", new { name, phones = new[] { new { number } } })).Id();
    }

    private static async Task<Guid> Placed(HttpClient api, Guid lead, TestMember caller)
    {
        using var placed = await api.PostJson($"/api/leads/{lead}/calls", new { memberId = caller.Id });
        return (await placed.ShouldBeJson(202)).GetProperty("callId").GetGuid();
    }

    private static async Task<JsonElement> Refused(HttpClient api, Guid lead, object body, int status)
    {
        using var refused = await api.PostJson($"/api/leads/{lead}/calls", body);
        return await refused.ShouldBeProblem(status);
    }

    private static Task<Call> Ended(TestBusiness business, Guid id) => Eventually.Holds("it has ended", () => business.Call(id), call => !call.IsLive);

    /// <summary>A call as a node leaves it that dies, or that comes to its end: asked for, and so far.</summary>
    private static Task<Guid> Left(TestBusiness business, Guid lead, TestMember caller, string number, Action<Call> soFar) => business.InDb(async db =>
    {
        var call = Call.Place(business.Id, new(lead, null), caller.Id, PhoneNumber.Read(number, "US").E164!, NodaTime.Instant.FromDateTimeOffset(business.Host.Time.GetUtcNow()));
        soFar(call);
        db.Add(call);
        await db.SaveChangesAsync();
        return call.Id;
    });

    private static async Task<string> Panel(PageClient page) => (await page.Fragment("/calls/panel", "call")).Body!.TextContent;

    private static async Task<Guid> Lead(HttpClient api, string ending = "55") => (await api.Create("/api/leads", new { name = "Ray Novak", phones = new[] { new { number = Number(ending) } } })).Id();

    private static string Number(string ending = "55") => $"512 {200 + Interlocked.Increment(ref count) / 90 % 700} {10 + count % 90}{ending}";
}
