using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Integrations.Telephony;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Integrations.Telephony.Asterisk;

/// <summary>Calls by a PBX over real connections: a stand-in that knows the resources that Asterisk publishes, and one that is out of order.</summary>
public sealed class AsteriskCallsTests
{
    [Fact]
    public async Task A_call_rings_the_first_phone_and_goes_on_in_the_dialplan()
    {
        await using var pbx = await ToldPbx.Start();
        await using var way = TelephonyWay.To();
        var telephony = way.GetRequiredService<ITelephony>();
        (await telephony.Check(At(pbx.Url), default)).ShouldBe("Asterisk 20.5.2");
        var call = Call() with { Says = "Next: Ray \"the door\" <Kow&alski>;1" };
        var channel = await telephony.Place(At(pbx.Url), call, default);
        channel.ShouldBe(call.Id.ToString("N"));
        pbx.Originated(channel).ShouldBe(new Dictionary<string, string>
        {
            ["endpoint"] = "PJSIP/+15125550111@trunk", ["extension"] = "+15125550143", ["context"] = "from-internal", ["priority"] = "1", ["callerId"] = "\"Next Ray the door Kowalski1\" <+15125550100>", ["timeout"] = "25",
        }, ignoreOrder: true);

        // Asked for twice, there is still one.
        (await telephony.Place(At(pbx.Url), call, default)).ShouldBe(channel);
        pbx.Channels.ShouldBe(1);
    }

    [Fact]
    public async Task How_it_stands_is_read_of_the_channel_and_its_bridge()
    {
        await using var pbx = await ToldPbx.Start();
        await using var way = TelephonyWay.To();
        var telephony = way.GetRequiredService<ITelephony>();
        var channel = await telephony.Place(At(pbx.Url), Call(), default);
        foreach (var state in new[] { "Down", "Ring", "Ringing" })
        {
            pbx.Becomes(channel, state);
            (await telephony.Ask(At(pbx.Url), channel, default))!.State.ShouldBe(CallState.RingingUs);
        }
        pbx.Becomes(channel, "Up");
        pbx.Join("another", "other");
        pbx.Join(channel);
        (await telephony.Ask(At(pbx.Url), channel, default))!.State.ShouldBe(CallState.RingingThem);
        pbx.Join(channel, "theirs");
        (await telephony.Ask(At(pbx.Url), channel, default))!.State.ShouldBe(CallState.Talking);
        await telephony.HangUp(At(pbx.Url), channel, default);
        (await telephony.Ask(At(pbx.Url), channel, default)).ShouldBeNull();
        await telephony.HangUp(At(pbx.Url), channel, default);
    }

    [Fact]
    public async Task A_code_is_the_extension_of_the_context_that_speaks_it()
    {
        await using var pbx = await ToldPbx.Start();
        await using var way = TelephonyWay.To();
        var id = Guid.CreateVersion7();
        await way.GetRequiredService<ITelephony>().Say(At(pbx.Url) with { DialPattern = "PJSIP/{digits}@trunk;outbound" }, id, "+15125550111", "Your code is 1 2 3, 4 5 6.", default);
        var originated = pbx.Originated(id.ToString("N"));
        (originated["endpoint"], originated["context"], originated["extension"]).ShouldBe(("PJSIP/15125550111@trunk", "garage-door-code", "123456"));
    }

    [Fact]
    public async Task A_wrong_password_an_inner_address_and_no_pattern_are_told()
    {
        await using var pbx = await ToldPbx.Start();
        await using var way = TelephonyWay.To();
        await using var guarded = TelephonyWay.To(allowPrivate: false);
        var wrong = await Should.ThrowAsync<TelephonyFailed>(() => way.GetRequiredService<ITelephony>().Check(At(pbx.Url) with { Secret = "other" }, default));
        wrong.Message.ShouldBe("The PBX answered: Authentication required Look at the account and its secret under Settings, Integrations, Telephony.");
        var inner = await Should.ThrowAsync<TelephonyFailed>(() => guarded.GetRequiredService<ITelephony>().Place(At(pbx.Url), Call(), default));
        (inner.Message, inner.MayBeOut).ShouldBe(("127.0.0.1 leads into a private network. Only servers that the whole internet can reach are asked. Look at the address.", false));
        (await Should.ThrowAsync<TelephonyFailed>(() => way.GetRequiredService<ITelephony>().Place(At(pbx.Url) with { DialPattern = "" }, Call(), default))).MayBeOut.ShouldBeFalse();
        pbx.Channels.ShouldBe(0);
    }

    [Theory]
    [InlineData("timeout", true), InlineData("half", true), InlineData("cut", true), InlineData("500", true), InlineData("html", true), InlineData("null", true), InlineData("other", true), InlineData("429", false), InlineData("403", false)]
    public async Task Whatever_happens_a_call_is_asked_for_once_and_it_is_known_whether_it_may_ring(string what, bool mayBeOut)
    {
        await using var pbx = await ToldVendor.Start(what switch
        {
            "timeout" => ToldTwilio.Nothing,
            "half" => ToldTwilio.Half,
            "cut" => ToldTwilio.HangUp,
            "html" => ToldTwilio.Saying(200, "<html>", type: "text/html"),
            "null" => ToldTwilio.Saying(200, "null"),
            "other" => ToldTwilio.Saying(200, """{"id":"another"}"""),
            _ => ToldTwilio.Saying(int.Parse(what), "no"),
        });
        await using var way = TelephonyWay.To(patience: 1);
        var failed = await Should.ThrowAsync<TelephonyFailed>(() => way.GetRequiredService<ITelephony>().Place(At(pbx.Url), Call(), default));
        (failed.MayBeOut, pbx.Asked.Count).ShouldBe((mayBeOut, 1), failed.Message);
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_its_end()
    {
        await using var pbx = await ToldVendor.Start(async (context, _) =>
        {
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("[\"");
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.WriteAsync(new string('x', 100_000));
            return true;
        });
        await using var way = TelephonyWay.To(patience: 10);
        var started = System.Diagnostics.Stopwatch.StartNew();
        await Should.ThrowAsync<TelephonyFailed>(() => way.GetRequiredService<ITelephony>().Check(At(pbx.Url), default));
        started.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(8));
    }

    private static OutboundCall Call() => new(Guid.CreateVersion7(), "+15125550111", "+15125550143", "Next: Ray", false, null);

    private static TelephonySettings At(string url) => new(TelephonyVendor.Asterisk, ToldPbx.User, ToldPbx.Password, "+15125550100", new(url), "PJSIP/{number}@trunk");
}
