using System.Globalization;
using System.Text;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Integrations.Sms;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Integrations.Sms.Twilio;

/// <summary>Texts over real connections to a Twilio that is in order, out of order, or not there: each goes out once, or it is known that it may be out.</summary>
public sealed class TwilioSenderTests
{
    private const string Lead = "+15125550143", Token = "hunter2horsestaple";

    private static readonly SmsAccountSettings Account = new(SmsVendor.Twilio, "AC0123456789abcdef0123456789abcdef", Token, "+15125550100");

    [Fact]
    public async Task A_text_goes_out_by_the_number_or_the_messaging_service_of_the_account()
    {
        await using var twilio = await ToldTwilio.Start();
        var first = await Send(twilio, "Hi Ray, 2 o’clock?\nGrace", statusUrl: "https://doors.example/hooks?message=1");
        await Send(twilio, "Hi", Account with { From = "MG0123456789abcdef0123456789abcdef" });
        first.ShouldBe(twilio.Texts[0].Sid);
        twilio.Texts[0].Account.ShouldBe(Account.AccountId);
        twilio.Texts[0].Form.ShouldBe(new Dictionary<string, string> { ["To"] = Lead, ["From"] = "+15125550100", ["Body"] = "Hi Ray, 2 o’clock?\nGrace", ["StatusCallback"] = "https://doors.example/hooks?message=1" }, ignoreOrder: true);
        twilio.Texts[1].Form.ShouldBe(new Dictionary<string, string> { ["To"] = Lead, ["MessagingServiceSid"] = "MG0123456789abcdef0123456789abcdef", ["Body"] = "Hi" }, ignoreOrder: true);
        twilio.Authorization.ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Account.AccountId}:{Token}")));
    }

    [Fact]
    public async Task A_text_that_was_taken_without_an_answer_is_found_and_not_sent_twice()
    {
        foreach (var silence in new Func<Microsoft.AspNetCore.Http.HttpContext, int, Task<bool>>[] { ToldTwilio.Nothing, ToldTwilio.Half, ToldTwilio.HangUp, ToldTwilio.Saying(500), ToldTwilio.Saying(201, "<html>") })
        {
            await using var twilio = await ToldTwilio.Start();
            twilio.AfterTaking = silence;
            var failed = await Fails(twilio, patience: 1);
            (failed.MayBeOut, failed.Never, twilio.Texts.Count, twilio.Asked).ShouldBe((true, false, 1, 1), failed.Message);
            twilio.AfterTaking = (_, _) => Task.FromResult(false);
            (await Send(twilio, mayBeOut: true)).ShouldBe(twilio.Texts[0].Sid);
            twilio.Texts.Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task What_was_not_taken_goes_out_when_it_is_tried_again()
    {
        await using var twilio = await ToldTwilio.Start();
        twilio.BeforeTaking = ToldTwilio.Nothing;
        (await Fails(twilio, patience: 1)).Message.ShouldBe("Twilio did not answer in time.");
        twilio.BeforeTaking = (_, _) => Task.FromResult(false);
        // Another text to the same phone, the same to another, and the same of two days ago are not it.
        twilio.Has(Lead, "Hello", DateTimeOffset.UtcNow);
        twilio.Has("+15125550199", "Hi", DateTimeOffset.UtcNow);
        twilio.Has(Lead, "Hi", DateTimeOffset.UtcNow.AddDays(-2));
        (await Send(twilio, mayBeOut: true)).ShouldBe(twilio.Texts[3].Sid);
        twilio.Texts.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_text_is_known_by_what_Twilio_puts_before_it_on_trial()
    {
        await using var twilio = await ToldTwilio.Start();
        twilio.Before = "Sent from your Twilio trial account - ";
        twilio.Has(Lead, "Hi", DateTimeOffset.UtcNow);
        (await Send(twilio, mayBeOut: true)).ShouldBe(twilio.Texts.Single().Sid);
    }

    [Fact]
    public async Task A_look_up_is_asked_again_and_while_it_fails_nothing_goes_out()
    {
        await using var twilio = await ToldTwilio.Start();
        twilio.Has(Lead, "Hi", DateTimeOffset.UtcNow);
        twilio.BeforeListing = (context, call) => call == 1 ? ToldTwilio.Saying(503)(context, call) : Task.FromResult(false);
        (await Send(twilio, mayBeOut: true)).ShouldBe(twilio.Texts.Single().Sid);
        twilio.Asked.ShouldBe(2);

        foreach (var broken in new[] { ToldTwilio.Saying(401, """{"code":20003,"message":"Authenticate"}"""), ToldTwilio.Saying(200, "{}"), ToldTwilio.Saying(200, "null"), ToldTwilio.Saying(400, """{"code":21610,"message":"x"}""") })
        {
            twilio.BeforeListing = broken;
            var failed = await Fails(twilio, mayBeOut: true);
            (failed.MayBeOut, failed.Never, twilio.Texts.Count).ShouldBe((true, false, 1), failed.Message);
        }
    }

    [Theory]
    [InlineData(429, "120", 120.0), InlineData(503, "7", 7.0), InlineData(429, null, null), InlineData(500, "60", null), InlineData(429, "soon", null), InlineData(503, "999999999", 86_400.0)]
    public async Task Who_is_told_to_wait_hears_for_how_long_and_asks_no_second_time(int status, string? after, double? seconds)
    {
        await using var twilio = await ToldTwilio.Start();
        twilio.BeforeTaking = ToldTwilio.Saying(status, """{"code":20429,"message":"Too Many Requests"}""", after);
        var failed = await Fails(twilio);
        (failed.NotBefore?.TotalSeconds, failed.Never, failed.MayBeOut, twilio.Asked).ShouldBe((seconds, false, status >= 500, 1));
    }

    [Fact]
    public async Task Who_is_told_until_when_to_wait_hears_for_how_long()
    {
        await using var twilio = await ToldTwilio.Start();
        twilio.BeforeTaking = ToldTwilio.Saying(429, "", DateTimeOffset.UtcNow.AddMinutes(5).ToString("R", CultureInfo.InvariantCulture));
        (await Fails(twilio)).NotBefore!.Value.ShouldBeInRange(Duration.FromMinutes(4), Duration.FromMinutes(5));
        twilio.BeforeTaking = ToldTwilio.Saying(429, "", DateTimeOffset.UtcNow.AddMinutes(-5).ToString("R", CultureInfo.InvariantCulture));
        (await Fails(twilio)).NotBefore.ShouldBe(Duration.Zero);
    }

    [Theory]
    [InlineData(400, 21211, true), InlineData(400, 21610, true), InlineData(400, 21614, true), InlineData(400, 21606, false), InlineData(401, 20003, false), InlineData(403, 21610, true)]
    public async Task A_refusal_is_told_as_Twilio_says_it_and_whether_it_is_for_good(int status, int code, bool never)
    {
        await using var twilio = await ToldTwilio.Start();
        twilio.BeforeTaking = ToldTwilio.Saying(status, $$"""{"code":{{code}},"message":"It is so.\nReally.","more_info":"https://example.com","status":{{status}}}""");
        var failed = await Fails(twilio);
        (failed.Message, failed.Never, failed.MayBeOut).ShouldBe(($"Twilio answered: {code} It is so. Really.", never, false));
    }

    [Theory]
    [InlineData(201, ""), InlineData(201, "{}"), InlineData(201, "null"), InlineData(201, "[]"), InlineData(201, "{\"sid\":"), InlineData(201, "{\"sid\":5}"), InlineData(200, "<html>Sign in to the hotel</html>")]
    [InlineData(204, ""), InlineData(400, "<html>"), InlineData(400, "{"), InlineData(404, ""), InlineData(302, ""), InlineData(400, "{\"code\":\"x\",\"message\":7}"), InlineData(400, "[1]")]
    public async Task Whatever_comes_instead_of_an_answer_is_one_failure(int status, string body)
    {
        await using var twilio = await ToldTwilio.Start();
        twilio.BeforeTaking = async (context, call) =>
        {
            if (status == 302) context.Response.Headers.Location = twilio.Url + "/elsewhere";
            return await (status == 204 ? Empty(context) : ToldTwilio.Saying(status, body, type: body.StartsWith('<') ? "text/html" : "application/json")(context, call));
        };
        var failed = await Fails(twilio);
        (failed.Never, failed.MayBeOut, twilio.Asked).ShouldBe((false, status < 300, 1), failed.Message);
        failed.Message.ShouldBe(status < 300 ? "Twilio answered something that cannot be read." : $"Twilio answered: {status}.");

        static Task<bool> Empty(Microsoft.AspNetCore.Http.HttpContext context)
        {
            context.Response.StatusCode = 204;
            return Task.FromResult(true);
        }
    }

    [Fact]
    public async Task What_is_told_is_short_and_holds_no_token()
    {
        await using var twilio = await ToldTwilio.Start();
        twilio.BeforeTaking = (context, call) => ToldTwilio.Saying(401, $$"""{"code":20003,"message":"You sent {{Token}} as {{context.Request.Headers.Authorization}} {{new string('x', 5_000)}}"}""")(context, call);
        var failed = await Fails(twilio);
        failed.Message.ShouldStartWith("Twilio answered: 20003 You sent … as Basic … xxx");
        failed.Message.Length.ShouldBe(300);
        Account.ToString().ShouldNotContain(Token);
    }

    [Fact]
    public async Task A_vendor_that_is_not_there_has_taken_nothing()
    {
        var gone = await ToldTwilio.Start();
        var url = gone.Url;
        await gone.DisposeAsync();
        await using var way = SmsWay.To(url);
        var failed = await Should.ThrowAsync<SmsFailed>(() => Try(way, "Hi"));
        (failed.Message, failed.MayBeOut, failed.Never).ShouldBe(("Nobody answers at 127.0.0.1.", false, false));
        (await Should.ThrowAsync<SmsFailed>(() => Try(way, "Hi", mayBeOut: true))).MayBeOut.ShouldBeTrue("what was out before may be out still");
    }

    [Fact]
    public async Task Whoever_stops_waiting_is_not_told_of_a_failure()
    {
        await using var twilio = await ToldTwilio.Start();
        twilio.BeforeTaking = ToldTwilio.Nothing;
        await using var way = SmsWay.To(twilio.Url);
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Should.ThrowAsync<OperationCanceledException>(() => Try(way, "Hi", ct: stop.Token));
    }

    private static async Task<string> Send(ToldTwilio twilio, string text = "Hi", SmsAccountSettings? account = null, string? statusUrl = null, bool mayBeOut = false, int patience = 20)
    {
        await using var way = SmsWay.To(twilio.Url, patience);
        return await Try(way, text, account, statusUrl, mayBeOut);
    }

    private static Task<SmsFailed> Fails(ToldTwilio twilio, bool mayBeOut = false, int patience = 20) => Should.ThrowAsync<SmsFailed>(() => Send(twilio, mayBeOut: mayBeOut, patience: patience));

    private static Task<string> Try(ServiceProvider way, string text, SmsAccountSettings? account = null, string? statusUrl = null, bool mayBeOut = false, CancellationToken ct = default) =>
        way.GetRequiredService<ISmsSender>().Send(account ?? Account, new(Guid.CreateVersion7(), Lead, text, statusUrl), mayBeOut, ct);
}
