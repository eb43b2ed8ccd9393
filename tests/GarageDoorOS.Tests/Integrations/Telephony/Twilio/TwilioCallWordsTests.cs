using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Integrations.Telephony.Twilio;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Integrations.Telephony.Twilio;

/// <summary>What Twilio says of the two legs of a call, in our words.</summary>
public sealed class TwilioCallWordsTests
{
    [Theory]
    [InlineData("queued", null, null, CallState.RingingUs, null), InlineData("ringing", null, null, CallState.RingingUs, null)]
    [InlineData("in-progress", null, null, CallState.RingingThem, null), InlineData("in-progress", "queued", null, CallState.RingingThem, null), InlineData("in-progress", "ringing", null, CallState.RingingThem, null)]
    [InlineData("in-progress", "in-progress", null, CallState.Talking, null)]
    [InlineData("completed", "completed", 65, CallState.Ended, CallEnd.Talked), InlineData("in-progress", "completed", 65, CallState.Ended, CallEnd.Talked)]
    [InlineData("completed", "completed", 0, CallState.Ended, CallEnd.HungUp), InlineData("completed", "busy", null, CallState.Ended, CallEnd.Busy), InlineData("completed", "no-answer", 0, CallState.Ended, CallEnd.NoAnswer)]
    [InlineData("completed", "failed", 0, CallState.Ended, CallEnd.Failed), InlineData("completed", "canceled", null, CallState.Ended, CallEnd.HungUp), InlineData("completed", null, null, CallState.Ended, CallEnd.HungUp)]
    [InlineData("busy", null, null, CallState.Ended, CallEnd.NotPickedUpHere), InlineData("no-answer", null, null, CallState.Ended, CallEnd.NotPickedUpHere), InlineData("canceled", null, null, CallState.Ended, CallEnd.NotPickedUpHere)]
    [InlineData("failed", null, null, CallState.Ended, CallEnd.Failed)]
    public void How_a_call_stands_follows_from_its_legs(string ours, string? theirs, int? seconds, CallState state, CallEnd? end)
    {
        var news = TwilioCallWords.Of(ours, theirs, seconds).ShouldNotBeNull();
        (news.State, news.End, news.Seconds).ShouldBe((state, end, end == CallEnd.Talked ? seconds : null));
    }

    [Fact]
    public void A_state_that_nobody_knows_is_none()
    {
        TwilioCallWords.Of("dancing", null, null).ShouldBeNull();
        TwilioCallWords.Of(null, null, null).ShouldBeNull();
        TwilioCallWords.Of("in-progress", "dancing", null).ShouldBeNull();
    }

    [Theory]
    [InlineData("initiated", false, CallState.RingingUs, null), InlineData("ringing", false, CallState.RingingUs, null), InlineData("in-progress", false, CallState.RingingThem, null)]
    [InlineData("no-answer", false, CallState.Ended, CallEnd.NotPickedUpHere), InlineData("failed", false, CallState.Ended, CallEnd.Failed)]
    [InlineData("initiated", true, CallState.RingingThem, null), InlineData("ringing", true, CallState.RingingThem, null), InlineData("in-progress", true, CallState.Talking, null)]
    [InlineData("completed", true, CallState.Ended, CallEnd.Talked), InlineData("busy", true, CallState.Ended, CallEnd.Busy), InlineData("no-answer", true, CallState.Ended, CallEnd.NoAnswer)]
    public void What_it_tells_by_itself_is_told_of_one_leg(string status, bool isTheirs, CallState state, CallEnd? end)
    {
        var news = TwilioCallWords.Read(Form(("CallSid", "CA1"), ("CallStatus", status), ("CallDuration", "42")), isTheirs).ShouldNotBeNull();
        (news.State, news.End, news.Seconds, news.Recording).ShouldBe((state, end, end == CallEnd.Talked ? 42 : null, null));
    }

    [Fact]
    public void That_our_leg_is_over_says_not_how_it_went()
    {
        TwilioCallWords.Read(Form(("CallStatus", "completed"), ("CallDuration", "42")), isTheirLeg: false).ShouldBeNull();
        TwilioCallWords.Read(Form(("CallStatus", "completed"), ("CallDuration", "0")), isTheirLeg: true)!.End.ShouldBe(CallEnd.HungUp);
        TwilioCallWords.Read(Form(("CallStatus", "completed"), ("Duration", "60")), isTheirLeg: true)!.Seconds.ShouldBe(60);
        TwilioCallWords.Read(Form(), isTheirLeg: true).ShouldBeNull();
        TwilioCallWords.Read(Form(("CallStatus", "dancing")), isTheirLeg: true).ShouldBeNull();
    }

    [Fact]
    public void A_recording_is_news_of_itself_and_only_where_it_can_be_fetched_safely()
    {
        const string kept = "https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1";
        var news = TwilioCallWords.Read(Form(("CallSid", "CA1"), ("RecordingStatus", "completed"), ("RecordingUrl", kept), ("CallStatus", "in-progress")), isTheirLeg: false).ShouldNotBeNull();
        (news.State, news.Recording).ShouldBe((CallState.Requested, kept));
        TwilioCallWords.Read(Form(("RecordingUrl", kept)), isTheirLeg: false)!.Recording.ShouldBe(kept);
        foreach (var url in new[] { "http://api.twilio.com/x", "javascript:alert(1)", "x", "", "https://x/" + new string('x', 600) })
            TwilioCallWords.Read(Form(("RecordingUrl", url)), isTheirLeg: false).ShouldBeNull(url);
        TwilioCallWords.Read(Form(("CallStatus", "completed"), ("CallDuration", "5"), ("RecordingUrl", kept)), isTheirLeg: true).ShouldBe(new CallNews(CallState.Ended, CallEnd.Talked) { Seconds = 5, Recording = kept });
    }

    [Theory]
    [InlineData(null, "Twilio could not put it through."), InlineData("13224", "The number is not valid."), InlineData("99999", "Twilio's error 99999."), InlineData("<b>", "Twilio's error <b>.")]
    public void Why_it_failed_is_told_in_words(string? code, string words) => TwilioCallWords.Read(Form(("CallStatus", "failed"), ("ErrorCode", code ?? "")), isTheirLeg: true)!.Error.ShouldBe(words);

    private static FormCollection Form(params (string Name, string Value)[] fields) => new(fields.ToDictionary(f => f.Name, f => new Microsoft.Extensions.Primitives.StringValues(f.Value)));
}
