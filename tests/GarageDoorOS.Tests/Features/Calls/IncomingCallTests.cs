using System.Net;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Tests.Features.Nurture;
using GarageDoorOS.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Calls;

/// <summary>Calls that come in by Twilio: whoever is on duty is rung, the first who presses a key has it, and one that nobody takes is a lead to be called back.</summary>
public sealed class IncomingCallTests
{
    private const string Sid = "CA1123456789abcdef0123456789abcdef";

    [Theory, BothDatabases]
    public async Task It_rings_all_on_duty_and_belongs_to_whoever_takes_it_first(Provider provider)
    {
        await using var twilio = await ToldVendor.Start(StillThere);
        await using var host = await TwilioVoice.Start(provider, twilio);
        var (business, stranger) = (await TwilioVoice.Calling(host), await TwilioVoice.Calling(host));
        var (ann, bea, cid) = (await business.Caller(onDuty: true), await business.Caller(onDuty: true), await business.Caller());
        var (lead, api) = (await business.AddLead("Ray & Sons <b>", "512 555 0142"), await business.Api());
        await business.AddLead("Somebody later", "512 555 0150");

        (await business.Tell("voice", [("CallSid", Sid), ("From", "+15125550142")], signedWith: "another")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var (status, says) = await business.Ring("+15125550142", Sid);
        status.ShouldBe(HttpStatusCode.OK);
        (await business.Ring("+15125550142", Sid)).Says.ShouldBe(says, "it is told twice");
        var call = await business.InDb(db => db.Calls.AsNoTracking().SingleAsync());
        (call.Direction, call.LeadId, call.State, call.MemberId).ShouldBe((CallDirection.Inbound, lead, CallState.RingingUs, null));
        foreach (var (member, isRung) in new[] { (ann, true), (bea, true), (cid, false) }) says.Contains($"member={member.Id}", StringComparison.Ordinal).ShouldBe(isRung);

        var (hers, theirs) = (await business.PageOf(ann), await business.PageOf(cid));
        (await Panel(hers)).ShouldSatisfyAllConditions(panel => panel.ShouldContain("Ray & Sons <b>"), panel => panel.ShouldContain("Calls us"), panel => panel.ShouldContain("Open the record"));
        (await Panel(theirs)).ShouldNotContain("Ray", customMessage: "off duty nothing comes up");

        (await business.Tell($"answer?call={call.Id}&member={ann.Id}", [("CallSid", "CA2")])).Says.ShouldSatisfyAllConditions(asks => asks.ShouldContain("<Gather"), asks => asks.ShouldContain("from Ray &amp; Sons &lt;b&gt;"));
        (await business.Call(call.Id)).State.ShouldBe(CallState.RingingUs, "a mailbox that picks up takes no call");
        (await stranger.Tell($"answer?call={call.Id}&member={ann.Id}", [("CallSid", "CA2"), ("Digits", "1")])).Status.ShouldBe(HttpStatusCode.NotFound, "a call of another business");
        (await business.Tell($"answer?call={call.Id}&member={ann.Id}", [("CallSid", "CA2"), ("Digits", "1")])).Says.ShouldNotContain("Hangup");
        (await business.Tell($"answer?call={call.Id}&member={bea.Id}", [("CallSid", "CA3"), ("Digits", "5")])).Says.ShouldContain("Somebody else has taken this call");
        (await business.Call(call.Id)).ShouldSatisfyAllConditions(c => c.State.ShouldBe(CallState.Talking), c => c.MemberId.ShouldBe(ann.Id));
        (await Panel(hers)).ShouldContain("Talking");

        (await business.Tell($"over?call={call.Id}", [("DialCallStatus", "completed"), ("CallStatus", "completed")])).Says.ShouldContain("Hangup");
        (await business.Call(call.Id)).ShouldSatisfyAllConditions(c => c.End.ShouldBe(CallEnd.Talked), c => c.IsOpen.ShouldBeTrue());
        (await Panel(hers)).ShouldContain("What happened?");
        using (var said = await hers.Submit(HttpMethod.Post, $"/calls/{call.Id}/outcome", [("outcome", "reached"), ("note", "Wants a new opener")], htmx: true)) said.StatusCode.ShouldBe(HttpStatusCode.OK);
        var story = (await hers.Page($"/leads/{lead}")).Body!.TextContent;
        story.ShouldContain("called from (512) 555-0142");
        story.ShouldContain("took the call from (512) 555-0142: Reached: Wants a new opener");
        var first = (await api.GetJson("/api/leads")).GetProperty("items")[0];
        first.Id().ShouldBe(lead, "who calls again stands on top");
        first.Text("cameAt")!.ShouldBeGreaterThan(first.Text("createdAt")!);
        var rows = (await hers.Page("/leads")).QuerySelectorAll("#leads tbody tr");
        rows.Select(r => r.QuerySelector(".when")!.ClassList.Contains("is-again")).ShouldBe([true, false]);
        rows[0].QuerySelector(".when")!.GetAttribute("title")!.ShouldStartWith("Came again ");
    }

    [Theory, BothDatabases]
    public async Task Nobody_took_it_and_they_are_a_lead_to_be_called_back_with_one_text(Provider provider)
    {
        await using var twilio = await ToldVendor.Start(StillThere);
        await using var host = await TwilioVoice.Start(provider, twilio);
        var business = await (await TwilioVoice.Calling(host, textBack: "Sorry that we missed you. What is your door doing?")).Nurturing();
        var api = await business.Api();
        using (var made = await api.PutJson("/api/settings/integrations/sms", new { vendor = "twilio", accountId = TwilioVoice.Account, token = TwilioVoice.Secret, from = TwilioVoice.Number })) await made.ShouldBeJson(200);

        (await business.Ring("+15125550177", Sid)).Says.ShouldContain("nobody can take your call", customMessage: "nobody is on duty");
        var lead = (await api.GetJson("/api/leads")).GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        (lead.Text("name"), lead.Text("source"), lead.GetProperty("nextTask").Text("title")).ShouldBe(("(512) 555-0177", "Missed call", "Call them back"));
        var caller = await business.Caller(onDuty: true);
        using (var given = await api.PutJson($"/api/leads/{lead.Id()}/assignment", new { assigneeId = caller.Id }, version: lead.GetProperty("version").GetInt32())) await given.ShouldBeJson(200);
        (await business.Ring("+15125550177", Sid.Replace("CA1", "CA2"))).Says.ShouldContain($"member={caller.Id}");
        var second = await business.InDb(db => db.Calls.AsNoTracking().SingleAsync(c => c.VendorId == Sid.Replace("CA1", "CA2")));
        foreach (var _ in "12") (await business.Tell($"over?call={second.Id}", [("DialCallStatus", "no-answer"), ("CallStatus", "in-progress")])).Says.ShouldContain("nobody can take your call");
        (await business.Call(second.Id)).ShouldSatisfyAllConditions(c => c.End.ShouldBe(CallEnd.Missed), c => c.LeadId.ShouldBe(lead.Id()));
        (await business.InDb(db => db.NurtureTasks.CountAsync(t => t.Title == "Call them back"))).ShouldBe(1);
        (await (await business.PageOf(caller)).Page("/notices")).QuerySelectorAll(".notices li").Length.ShouldBe(2, "the lead was given to them, and called in vain");
        (await business.InDb(db => db.LeadMessages.AsNoTracking().ToListAsync())).ShouldHaveSingleItem().Text.ShouldStartWith("Sorry that we missed you");

        await business.Ring("+442079460018", Sid.Replace("CA1", "CA4"));
        var abroad = await business.InDb(db => db.Calls.AsNoTracking().SingleAsync(c => c.VendorId == Sid.Replace("CA1", "CA4")));
        await business.Tell($"over?call={abroad.Id}", [("DialCallStatus", "no-answer"), ("CallStatus", "completed")]);
        (await business.InDb(db => db.LeadMessages.CountAsync())).ShouldBe(1, "no text goes to a country that is not called either");

        using (var fewer = await api.PutJson("/api/settings/integrations/telephony", new { vendor = "twilio", accountId = TwilioVoice.Account, number = TwilioVoice.Number, textBack = "Sorry", callsADay = 2 }, version: 1)) await fewer.ShouldBeJson(200);
        await business.Ring("+15125550178", Sid.Replace("CA1", "CA5"));
        var third = await business.InDb(db => db.Calls.AsNoTracking().SingleAsync(c => c.VendorId == Sid.Replace("CA1", "CA5")));
        await business.Tell($"over?call={third.Id}", [("DialCallStatus", "no-answer"), ("CallStatus", "completed")]);
        (await business.InDb(db => db.LeadMessages.CountAsync())).ShouldBe(1, "no more texts back a day than calls may be placed");

        (await business.Ring("+266696687", Sid.Replace("CA1", "CA3"))).Status.ShouldBe(HttpStatusCode.OK);
        var withheld = await business.InDb(db => db.Calls.AsNoTracking().SingleAsync(c => c.VendorId == Sid.Replace("CA1", "CA3")));
        await business.Tell($"over?call={withheld.Id}", [("DialCallStatus", "no-answer"), ("CallStatus", "completed")]);
        (await api.GetJson("/api/leads")).GetProperty("total").GetInt32().ShouldBe(3, "who withholds the number is no lead");
        (await (await business.PageOf(caller)).Page("/calls")).Body!.TextContent.ShouldContain("Number withheld");

        (await api.GetJson("/api/calls?show=open&ended=missed")).GetProperty("total").GetInt32().ShouldBe(5);
        using (var said = await api.PutJson($"/api/calls/{second.Id}/outcome", new { outcome = "left_message", nextInDays = 3 })) await said.ShouldBeJson(200);
        (await api.GetJson("/api/calls?show=open")).GetProperty("items").EnumerateArray().Select(call => call.Id()).ShouldBe([withheld.Id, abroad.Id, third.Id], ignoreOrder: true, "the earlier one of the same number waits no more");
        var tasks = await business.InDb(db => db.NurtureTasks.AsNoTracking().Where(t => t.LeadId == lead.Id()).OrderBy(t => t.CreatedAt).ThenBy(t => t.Id).ToListAsync());
        tasks.Select(t => (t.Title, t.State)).ShouldBe([("Call them back", TaskState.Done), ("Call them again", TaskState.Pending)]);
        tasks[1].Due.On.ShouldBe(business.Today().PlusDays(3));
    }

    [Theory, BothDatabases]
    public async Task Told_by_many_at_once_it_is_one_call_and_two_missed_calls_of_a_stranger_are_one_lead(Provider provider)
    {
        await using var twilio = await ToldVendor.Start(StillThere);
        await using var host = await TwilioVoice.Start(provider, twilio);
        await using var second = provider == Provider.Postgres ? host.Another() : null;
        second?.StartServer();
        var business = await TwilioVoice.Calling(host);
        await business.Caller(onDuty: true);
        var told = await Task.WhenAll(Enumerable.Range(0, 12).Select(at => business.Ring("+15125550177", Sid.Replace("CA1", $"CA{at % 3}"), at % 2 == 0 ? host : second)));
        told.ShouldAllBe(answer => answer.Status == HttpStatusCode.OK);
        var calls = await business.InDb(db => db.Calls.AsNoTracking().ToListAsync());
        calls.Count.ShouldBe(3);
        await Task.WhenAll(calls.Concat(calls).Select((call, at) => business.Tell($"over?call={call.Id}", [("CallStatus", "completed")], node: at % 2 == 0 ? host : second)));
        (await business.InDb(db => db.Leads.CountAsync())).ShouldBe(1);
        (await business.InDb(db => db.Calls.Select(c => c.LeadId).Distinct().ToListAsync())).ShouldHaveSingleItem().ShouldNotBeNull();
        (await business.InDb(db => db.Calls.CountAsync(c => c.End == CallEnd.Missed))).ShouldBe(3);
    }

    [Theory, BothDatabases]
    public async Task Where_nothing_more_is_told_Twilio_is_asked(Provider provider)
    {
        var isThere = true;
        await using var twilio = await ToldVendor.Start((context, _) => Answer(context, isThere ? "ringing" : "canceled"));
        await using var host = await TwilioVoice.Start(provider, twilio);
        var business = await TwilioVoice.Calling(host);
        await business.Caller(onDuty: true);
        await business.Ring("+15125550177", Sid);
        var id = await business.InDb(db => db.Calls.Select(c => c.Id).SingleAsync());
        await Eventually.Holds("it is asked", () => Task.FromResult(twilio.Asked.Count), asked => asked > 0);
        (await business.Call(id)).State.ShouldBe(CallState.RingingUs);
        isThere = false;
        (await Eventually.Holds("it is over", () => business.Call(id), call => !call.IsLive)).End.ShouldBe(CallEnd.Missed);
    }

    private static Task<bool> StillThere(HttpContext context, int number) => Answer(context, "in-progress");

    private static Task<bool> Answer(HttpContext context, string status) => ToldTwilio.Saying(context.Request.Method == "POST" ? 201 : 200, $$"""{"sid":"{{Sid}}","status":"{{status}}"}""")(context, 0);

    private static async Task<string> Panel(PageClient page) => (await page.Fragment("/calls/panel", "call")).Body!.TextContent;
}
