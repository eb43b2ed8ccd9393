using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Calls;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Domain.Calls;

public sealed class CallRulesTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 11, 28, 15, 0);

    [Fact]
    public void A_call_only_goes_on_whatever_order_news_come_in()
    {
        var call = Placed();
        Hear(call, CallState.Talking, after: 5).ShouldBeTrue();
        Hear(call, CallState.RingingThem, after: 6).ShouldBeFalse("late news");
        Hear(call, CallState.Talking, after: 7).ShouldBeFalse("twice");
        call.Hear(new(CallState.Ended, CallEnd.Talked) { Seconds = 61 }, Start + Duration.FromSeconds(70)).ShouldBeTrue();
        call.Hear(new(CallState.Ended, CallEnd.Busy), Start + Duration.FromSeconds(80)).ShouldBeFalse("it has ended already");
        (call.End, call.Seconds, call.IsOpen).ShouldBe((CallEnd.Talked, 61, true));
        call.Hear(new(CallState.Ended, CallEnd.Talked) { Recording = "javascript:alert(1)" }, Start).ShouldBeFalse("no link that does something");
        call.Hear(new(CallState.Ended, CallEnd.Talked) { Recording = "https://vendor.example/1" }, Start).ShouldBeTrue();
        call.RecordingUrl.ShouldBe("https://vendor.example/1");
    }

    [Fact]
    public void What_nobody_knew_is_known_later_and_never_again_unknown()
    {
        var call = Placed();
        call.Hear(new(CallState.Ended, CallEnd.Unknown) { Error = "No answer came." }, Start);
        call.End.ShouldBe(CallEnd.Unknown);
        Hear(call, CallState.Ended, after: 3, CallEnd.NoAnswer).ShouldBeTrue();
        Hear(call, CallState.Ended, after: 4, CallEnd.Unknown).ShouldBeFalse();
        call.End.ShouldBe(CallEnd.NoAnswer);
    }

    [Fact]
    public void Nobody_places_it_twice()
    {
        var call = Call.Place(Guid.NewGuid(), new(Guid.NewGuid(), null), Guid.NewGuid(), "+15125550142", Start);
        (call.BeginPlacing(), call.BeginPlacing()).ShouldBe((true, false));
    }

    [Theory]
    [InlineData("+15125550142", null)]
    [InlineData("+18005550142", null)]
    [InlineData("+19005550123", "number_not_allowed")]
    [InlineData("+870773111632", "number_not_allowed")]
    [InlineData("+18765550142", "country_not_allowed")]
    [InlineData("+442079460018", "country_not_allowed")]
    [InlineData("911", "number_not_valid")]
    [InlineData("72345", "number_not_valid")]
    public void Only_ordinary_numbers_of_allowed_countries_are_rung(string number, string? code) =>
        (TollGuard.WhyNot(PhoneNumber.Read(number, "US"), CallLimits.Usual, new(0, 0, 0), "US")?.Code).ShouldBe(code);

    [Theory]
    [InlineData(300, 0, 0, "calls_of_business_used_up")]
    [InlineData(0, 60, 0, "calls_of_member_used_up")]
    [InlineData(0, 0, 10, "calls_to_number_used_up")]
    [InlineData(299, 59, 9, null)]
    public void There_is_an_end_to_it(int today, int mine, int toThem, string? code) =>
        (TollGuard.WhyNot(PhoneNumber.Read("+15125550142", "US"), CallLimits.Usual, new(today, mine, toThem), "US")?.Code).ShouldBe(code);

    [Fact]
    public void All_calls_are_stopped_by_one_switch() =>
        TollGuard.WhyNot(PhoneNumber.Read("+15125550142", "US"), CallLimits.Usual with { AreStopped = true }, new(0, 0, 0), "US")!.Code.ShouldBe("calls_stopped");

    [Fact]
    public void A_code_is_tried_five_times_and_spoken_four_times_an_hour()
    {
        var phone = MemberPhone.Of(Guid.NewGuid(), Guid.NewGuid());
        phone.Become("+15125550142");
        phone.BeginCode("right", Start).ShouldBeTrue();
        for (var at = 0; at < MemberPhone.MostTries; at++) phone.Verify("wrong", Start).ShouldBeFalse();
        phone.Verify("right", Start).ShouldBeFalse("there were enough tries");
        for (var at = 1; at < MemberPhone.MostCodesAnHour; at++) phone.BeginCode("right", Start).ShouldBeTrue();
        phone.BeginCode("right", Start).ShouldBeFalse();
        phone.BeginCode("right", Start + Duration.FromHours(1)).ShouldBeTrue();
        phone.Verify("right", Start + Duration.FromHours(1) + MemberPhone.CodeLives).ShouldBeFalse("too late");
        phone.Verify("right", Start + Duration.FromHours(1)).ShouldBeTrue();
        phone.IsVerified.ShouldBeTrue();
        phone.Become("+15125550143");
        phone.IsVerified.ShouldBeFalse("another number");
    }

    private static Call Placed()
    {
        var call = Call.Place(Guid.NewGuid(), new(Guid.NewGuid(), null), Guid.NewGuid(), "+15125550142", Start);
        call.BeginPlacing();
        call.Placed("CA1");
        return call;
    }

    private static bool Hear(Call call, CallState state, int after, CallEnd? end = null) => call.Hear(new(state, end), Start + Duration.FromSeconds(after));
}
