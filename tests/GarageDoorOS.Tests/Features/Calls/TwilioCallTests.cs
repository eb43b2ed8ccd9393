using System.Net;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Tests.Support;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Calls;

/// <summary>Calls by Twilio, over real connections: it is asked once, and what it tells by itself is taken if it is signed, in whatever order it comes.</summary>
public sealed class TwilioCallTests
{
    [Theory, BothDatabases]
    public async Task It_is_placed_once_by_whichever_node_and_signed_news_carry_it_to_its_end(Provider provider)
    {
        await using var twilio = await ToldVendor.Start(Usual);
        await using var host = await TwilioVoice.Start(provider, twilio);
        await using var second = provider == Provider.Postgres ? host.Another() : null;
        second?.StartServer(); // it looks after calls from now on too
        var business = await TwilioVoice.Calling(host);
        var stranger = await TwilioVoice.Calling(host);
        var (lead, caller) = (await business.AddLead("Ray & Sons <b>", "512 555 0142"), await business.Caller());
        var id = await Placed(business, lead, caller);
        await Eventually.Holds("it is placed", () => business.Call(id), call => call.VendorId == TwilioVoice.Sid);
        var asked = twilio.Asked.Where(request => request.Method == "POST").ShouldHaveSingleItem();
        asked.Form["Twiml"].ToString().ShouldContain("Next: Ray &amp; Sons &lt;b&gt;.");
        asked.Form["StatusCallback"].ToString().ShouldBe($"{TwilioVoice.Public}/hooks/calls/{business.Id}/status?call={id}");

        (await News(business, id, "them", ("CallStatus", "in-progress"))).ShouldBe(HttpStatusCode.NoContent);
        (await business.Call(id)).State.ShouldBe(CallState.Talking);
        (await News(business, id, "them", ("CallStatus", "ringing"))).ShouldBe(HttpStatusCode.NoContent, "late news");
        (await business.Call(id)).State.ShouldBe(CallState.Talking);
        (await News(business, id, "them", ("CallStatus", "completed"), ("CallDuration", "0061"))).ShouldBe(HttpStatusCode.NoContent);
        var ended = await business.Call(id);
        (ended.State, ended.End, ended.Seconds).ShouldBe((CallState.Ended, CallEnd.Talked, 61));
        (await News(business, id, "them", ("CallStatus", "completed"), ("CallDuration", "0061"))).ShouldBe(HttpStatusCode.NoContent, "it came twice");
        (await News(business, id, "them", ("CallStatus", "busy"))).ShouldBe(HttpStatusCode.NoContent);
        (await News(business, id, "recording", ("RecordingUrl", "https://api.twilio.example/RE1"), ("RecordingStatus", "completed"))).ShouldBe(HttpStatusCode.NoContent);
        var after = await business.Call(id);
        (after.End, after.RecordingUrl, after.Version).ShouldBe((CallEnd.Talked, "https://api.twilio.example/RE1", ended.Version + 1));

        (await News(stranger, id, "them", ("CallStatus", "busy"))).ShouldBe(HttpStatusCode.NotFound, "a call of another business");
        (await News(business, id, "them", signedWith: "another", ("CallStatus", "busy"))).ShouldBe(HttpStatusCode.Forbidden);
        twilio.Asked.Count(request => request.Method == "POST").ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task A_vendor_that_is_full_silent_or_cuts_the_line_is_asked_once_and_named(Provider provider)
    {
        await using var twilio = await ToldVendor.Start(Usual);
        await using var host = await TwilioVoice.Start(provider, twilio);
        var business = await TwilioVoice.Calling(host);
        foreach (var (at, (answer, end, says)) in new (Func<HttpContext, int, Task<bool>>, CallEnd, string)[]
        {
            (ToldTwilio.Saying(429, """{"code":20429,"message":"Too Many Requests"}"""), CallEnd.Failed, "Too Many Requests"),
            (ToldTwilio.Saying(500, "oops"), CallEnd.Unknown, "may be ringing"),
            (ToldTwilio.Saying(201, "{"), CallEnd.Unknown, "may be ringing"),
            (ToldTwilio.Nothing, CallEnd.Unknown, "may be ringing"),
            ((context, _) => { context.Abort(); return Task.FromResult(true); }, CallEnd.Unknown, "may be ringing"),
        }.Index())
        {
            twilio.Answer = answer;
            var before = twilio.Asked.Count(request => request.Method == "POST");
            var (lead, caller) = (await business.AddLead("Ray Novak", $"512 555 01{at:00}"), await business.Caller());
            var id = await Placed(business, lead, caller);
            var call = await Eventually.Holds("it has ended", () => business.Call(id), call => !call.IsLive);
            call.End.ShouldBe(end);
            call.Error!.ShouldContain(says);
            (twilio.Asked.Count(request => request.Method == "POST") - before).ShouldBe(1, says);
        }
    }

    private static Task<bool> Usual(HttpContext context, int number) => ToldTwilio.Saying(
        context.Request.Method == "POST" ? 201 : 200, context.Request.Path.Value!.EndsWith("/Calls.json") && context.Request.Method == "GET" ? """{"calls":[]}""" : $$"""{"sid":"{{TwilioVoice.Sid}}","status":"queued"}""")(context, number);

    private static async Task<Guid> Placed(TestBusiness business, Guid lead, TestMember caller)
    {
        using var placed = await (await business.Api()).PostJson($"/api/leads/{lead}/calls", new { memberId = caller.Id, anyway = true });
        return (await placed.ShouldBeJson(202)).GetProperty("callId").GetGuid();
    }

    private static Task<HttpStatusCode> News(TestBusiness business, Guid call, string leg, params (string Name, string Value)[] form) => News(business, call, leg, TwilioVoice.Secret, form);

    private static async Task<HttpStatusCode> News(TestBusiness business, Guid call, string leg, string signedWith, params (string Name, string Value)[] form) => (await business.Tell($"status?call={call}&leg={leg}", form, signedWith)).Status;
}
