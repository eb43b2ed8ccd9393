using System.Text;
using System.Xml.Linq;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Integrations.Telephony;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Integrations.Telephony.Twilio;

/// <summary>Calls over real connections to a Twilio that is in order, out of order, or not there: each is asked for once, and what went wrong is told plainly.</summary>
public sealed class TwilioCallsTests
{
    private const string Secret = "hunter2horsestaple", Grace = "+15125550111", Ray = "+15125550143", Status = "https://doors.example/hooks/calls/1/status?call=2";

    private static readonly TelephonySettings Account = new(TelephonyVendor.Twilio, "AC0123456789abcdef0123456789abcdef", Secret, "+15125550100", null, "");

    [Fact]
    public async Task A_call_rings_whoever_calls_says_who_is_next_and_joins_them()
    {
        await using var twilio = await ToldVendor.Start(ToldTwilio.Saying(201, """{"sid":"CA1","status":"queued"}"""));
        (await Place(twilio, Call() with { Says = "Next: Ray & <Sons>\u0001" })).ShouldBe("CA1");
        var asked = twilio.Asked.ShouldHaveSingleItem();
        (asked.Method, asked.Address).ShouldBe(("POST", $"/2010-04-01/Accounts/{Account.AccountId}/Calls.json"));
        asked.Authorization.ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Account.AccountId}:{Secret}")));
        (asked.Form["To"].ToString(), asked.Form["From"].ToString(), asked.Form["Timeout"].ToString(), asked.Form["StatusCallback"].ToString()).ShouldBe((Grace, Account.Number, "25", Status));
        asked.Form["StatusCallbackEvent"].ToArray().ShouldBe(["initiated", "ringing", "answered", "completed"]);
        asked.Form["Twiml"].ToString().ShouldBe(
            $"""<Response><Say>Next: Ray &amp; &lt;Sons&gt;</Say><Dial callerId="{Account.Number}" answerOnBridge="true" timeout="40"><Number statusCallback="{Status}&amp;leg=them" statusCallbackEvent="initiated ringing answered completed">{Ray}</Number></Dial></Response>""");
    }

    [Fact]
    public async Task A_recorded_call_says_so_to_both_and_where_they_could_not_be_told_none_is()
    {
        await using var twilio = await ToldVendor.Start(ToldTwilio.Saying(201, """{"sid":"CA1"}"""));
        await Place(twilio, Call() with { Records = true });
        var recorded = XElement.Parse(twilio.Asked[0].Form["Twiml"].ToString());
        recorded.Elements("Say").Select(say => say.Value).ShouldBe(["Next: Ray", "This call is recorded."]);
        var (dial, them) = (recorded.Element("Dial")!, recorded.Element("Dial")!.Element("Number")!);
        ((string?)dial.Attribute("record"), (string?)dial.Attribute("recordingStatusCallback")).ShouldBe(("record-from-answer-dual", Status + "&leg=recording"));
        ((string?)them.Attribute("url"), (string?)them.Attribute("method")).ShouldBe(("https://doors.example/hooks/calls/announcement", "GET"));

        await using var way = TelephonyWay.To(twilio.Url, publicUrl: null);
        await way.GetRequiredService<ITelephony>().Place(Account, Call() with { Records = true, StatusUrl = null }, default);
        var plain = twilio.Asked[1].Form;
        plain["Twiml"].ToString().ShouldBe($"""<Response><Say>Next: Ray</Say><Dial callerId="{Account.Number}" answerOnBridge="true" timeout="40"><Number>{Ray}</Number></Dial></Response>""");
        plain.ContainsKey("StatusCallback").ShouldBeFalse();
    }

    [Fact]
    public async Task A_code_is_said_twice()
    {
        await using var twilio = await ToldVendor.Start(ToldTwilio.Saying(201, """{"sid":"CA1"}"""));
        await using var way = TelephonyWay.To(twilio.Url);
        await way.GetRequiredService<ITelephony>().Say(Account, Guid.CreateVersion7(), Grace, "Your code is 1 2 3.", default);
        var form = twilio.Asked.ShouldHaveSingleItem().Form;
        form["To"].ToString().ShouldBe(Grace);
        XElement.Parse(form["Twiml"].ToString()).Elements("Say").Select(say => say.Value).ShouldBe(["Your code is 1 2 3.", "Your code is 1 2 3."]);
    }

    [Theory]
    [InlineData("timeout", true), InlineData("half", true), InlineData("cut", true), InlineData("500", true), InlineData("503", true), InlineData("408", true), InlineData("html", true), InlineData("{}", true), InlineData("null", true)]
    [InlineData("429", false), InlineData("401", false), InlineData("400", false), InlineData("302", false)]
    public async Task Whatever_happens_a_call_is_asked_for_once_and_it_is_known_whether_it_may_ring(string what, bool mayBeOut)
    {
        await using var twilio = await ToldVendor.Start(what switch
        {
            "timeout" => ToldTwilio.Nothing,
            "half" => ToldTwilio.Half,
            "cut" => ToldTwilio.HangUp,
            "html" => ToldTwilio.Saying(201, "<html>Sign in to the hotel</html>", type: "text/html"),
            "{}" or "null" => ToldTwilio.Saying(201, what),
            _ => ToldTwilio.Saying(int.Parse(what), "no"),
        });
        foreach (var ring in new Func<ITelephony, Task>[] { way => way.Place(Account, Call(), default), way => way.Say(Account, Guid.CreateVersion7(), Grace, "1 2 3", default) })
        {
            var before = twilio.Asked.Count;
            var failed = await Fails(twilio, ring, patience: 1);
            (failed.MayBeOut, twilio.Asked.Count - before).ShouldBe((mayBeOut, 1), failed.Message);
            failed.Message.Contains("It may ring all the same").ShouldBe(mayBeOut, failed.Message);
            failed.Message.ShouldStartWith(what switch
            {
                "timeout" or "half" => "Twilio did not answer in time.",
                "cut" => "The connection to Twilio broke.",
                "html" or "{}" or "null" => "Twilio answered something that cannot be read.",
                _ => $"Twilio answered {what}.",
            });
        }
    }

    [Fact]
    public async Task A_vendor_that_is_not_there_rings_nobody()
    {
        var gone = await ToldVendor.Start();
        var url = gone.Url;
        await gone.DisposeAsync();
        await using var way = TelephonyWay.To(url);
        var failed = await Should.ThrowAsync<TelephonyFailed>(() => way.GetRequiredService<ITelephony>().Place(Account, Call(), default));
        (failed.Message, failed.MayBeOut).ShouldBe(("Nobody answers at 127.0.0.1. Try again in a minute.", false));
    }

    [Theory]
    [InlineData(400, 21215, "Twilio answered: 21215 It is so. Really. Allow calls to this country in the console of Twilio, under Geo permissions."), InlineData(401, 20003, "Twilio answered: 20003 It is so. Really. Look at the Account SID and the auth token.")]
    [InlineData(400, 99999, "Twilio answered: 99999 It is so. Really.")]
    public async Task A_refusal_is_told_as_Twilio_says_it_with_what_is_to_be_done(int status, int code, string told)
    {
        await using var twilio = await ToldVendor.Start(ToldTwilio.Saying(status, $$"""{"code":{{code}},"message":"It is so.\nReally.","status":{{status}}}"""));
        (await Fails(twilio, way => way.Place(Account, Call(), default))).Message.ShouldBe(told);
    }

    [Fact]
    public async Task What_is_told_is_short_and_holds_no_secret()
    {
        await using var twilio = await ToldVendor.Start();
        twilio.Answer = (context, call) => ToldTwilio.Saying(401, $$"""{"code":1,"message":"You sent {{Secret}} as {{context.Request.Headers.Authorization}} {{new string('x', 5_000)}}"}""")(context, call);
        var failed = await Fails(twilio, way => way.Check(Account, default));
        failed.Message.ShouldStartWith("Twilio answered: 1 You sent … as Basic … xxx");
        failed.Message.Length.ShouldBe(300);
        Account.ToString().ShouldNotContain(Secret);
    }

    [Fact]
    public async Task An_account_is_known_by_its_name_and_told_where_it_is_suspended()
    {
        await using var twilio = await ToldVendor.Start(ToldTwilio.Saying(200, """{"friendly_name":"Lone Oak Doors","status":"active"}"""));
        await using var way = TelephonyWay.To(twilio.Url);
        (await way.GetRequiredService<ITelephony>().Check(Account, default)).ShouldBe("Lone Oak Doors");
        twilio.Answer = ToldTwilio.Saying(200, """{"friendly_name":"Lone Oak Doors","status":"suspended"}""");
        (await Fails(twilio, w => w.Check(Account, default))).Message.ShouldBe("Twilio says that the account «Lone Oak Doors» is suspended. Its console tells why.");
        (twilio.Asked.Count, twilio.Asked[0].Address).ShouldBe((2, $"/2010-04-01/Accounts/{Account.AccountId}.json"));
    }

    [Fact]
    public async Task How_a_call_stands_is_read_of_both_legs_and_reading_is_tried_again()
    {
        await using var twilio = await ToldVendor.Start();
        twilio.Answer = (context, call) => ToldTwilio.Saying(call == 1 ? 503 : 200, context.Request.Query.ContainsKey("ParentCallSid")
            ? """{"calls":[{"sid":"CA2","status":"completed","duration":"65"}]}""" : """{"sid":"CA1","status":"completed","duration":"80"}""")(context, call);
        await using var way = TelephonyWay.To(twilio.Url);
        var telephony = way.GetRequiredService<ITelephony>();
        (await telephony.Ask(Account, "CA1", default)).ShouldBe(new CallNews(CallState.Ended, CallEnd.Talked) { Seconds = 65 });
        twilio.Asked.Select(a => a.Address.Split('/')[^1]).ShouldBe(["CA1.json", "CA1.json", "Calls.json?ParentCallSid=CA1&PageSize=5"]);
        twilio.Answer = ToldTwilio.Saying(404, """{"code":20404,"message":"not found"}""");
        (await telephony.Ask(Account, "CA9", default)).ShouldBeNull();
        twilio.Answer = ToldTwilio.Saying(200, """{"sid":"CA1","status":"dancing"}""");
        await Should.ThrowAsync<TelephonyFailed>(() => telephony.Ask(Account, "CA1", default));
    }

    [Fact]
    public async Task Hanging_up_ends_a_call_and_one_that_is_over_stays_so()
    {
        await using var twilio = await ToldVendor.Start(ToldTwilio.Saying(200, """{"sid":"CA1","status":"completed"}"""));
        await using var way = TelephonyWay.To(twilio.Url);
        await way.GetRequiredService<ITelephony>().HangUp(Account, "CA1", default);
        var asked = twilio.Asked.ShouldHaveSingleItem();
        (asked.Method, asked.Address.Split('/')[^1], asked.Form["Status"].ToString()).ShouldBe(("POST", "CA1.json", "completed"));
        twilio.Answer = ToldTwilio.Saying(404, "");
        await way.GetRequiredService<ITelephony>().HangUp(Account, "CA1", default);
        twilio.Answer = ToldTwilio.Saying(400, """{"code":21220,"message":"Invalid call state"}""");
        await way.GetRequiredService<ITelephony>().HangUp(Account, "CA1", default);
    }

    [Fact]
    public async Task An_address_of_their_own_is_used_and_never_one_within_our_network()
    {
        await using var region = await ToldVendor.Start(ToldTwilio.Saying(200, """{"friendly_name":"Region","status":"active"}"""));
        await using (var way = TelephonyWay.To()) (await way.GetRequiredService<ITelephony>().Check(Account with { Address = new(region.Url) }, default)).ShouldBe("Region");
        await using var guarded = TelephonyWay.To(allowPrivate: false);
        (await Should.ThrowAsync<TelephonyFailed>(() => guarded.GetRequiredService<ITelephony>().Check(Account with { Address = new(region.Url) }, default))).Message.ShouldContain("private network");
        region.Asked.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Whoever_stops_waiting_is_not_told_of_a_failure()
    {
        await using var twilio = await ToldVendor.Start(ToldTwilio.Nothing);
        await using var way = TelephonyWay.To(twilio.Url);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Should.ThrowAsync<OperationCanceledException>(() => way.GetRequiredService<ITelephony>().Place(Account, Call(), stop.Token));
    }

    private static OutboundCall Call() => new(Guid.CreateVersion7(), Grace, Ray, "Next: Ray", false, Status);

    private static async Task<string> Place(ToldVendor twilio, OutboundCall call)
    {
        await using var way = TelephonyWay.To(twilio.Url);
        return await way.GetRequiredService<ITelephony>().Place(Account, call, default);
    }

    private static async Task<TelephonyFailed> Fails(ToldVendor twilio, Func<ITelephony, Task> ring, int patience = 20)
    {
        await using var way = TelephonyWay.To(twilio.Url, patience);
        return await Should.ThrowAsync<TelephonyFailed>(() => ring(way.GetRequiredService<ITelephony>()));
    }
}
