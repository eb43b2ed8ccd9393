using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Integrations.Telephony;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Integrations.Telephony.Twilio;

/// <summary>What we ask of Twilio about calls and read from it, held against the contract that Twilio publishes.</summary>
public sealed class TwilioCallsContractTests(PrismServer prism) : IClassFixture<PrismServer>
{
    private const string Sid = "CA0123456789abcdef0123456789abcdef";

    private static readonly TelephonySettings Account = new(TelephonyVendor.Twilio, "AC0123456789abcdef0123456789abcdef", "hunter2horsestaple", "+15125550100", null, "");

    private static OutboundCall Call => new(Guid.CreateVersion7(), "+15125550111", "+15125550143", "Next: Ray", true, "https://doors.example/hooks/calls/1/status?call=2");

    [ContractFact]
    public async Task Looking_at_an_account_is_as_it_should_be() => (await With(way => way.Check(Account, default))).ShouldNotBeNullOrEmpty();

    [ContractFact]
    public async Task Placing_a_call_is_as_it_should_be() => (await With(way => way.Place(Account, Call, default))).ShouldMatch("^CA[0-9a-f]{32}$");

    [ContractFact]
    public async Task Asking_how_a_call_stands_is_as_it_should_be() => (await With(way => way.Ask(Account, Sid, default)))!.State.ShouldBe(CallState.Ended);

    [ContractFact]
    public async Task Hanging_up_and_saying_a_code_are_as_they_should_be() => await With(async way =>
    {
        await way.HangUp(Account, Sid, default);
        await way.Say(Account, Guid.CreateVersion7(), "+15125550111", "1 2 3", default);
        return true;
    });

    [ContractFact]
    public async Task What_breaks_the_contract_is_an_error_here()
    {
        (await Should.ThrowAsync<TelephonyFailed>(() => With(way => way.Place(Account with { AccountId = "AC12" }, Call, default)))).Message.ShouldStartWith("Twilio answered");
        (await Should.ThrowAsync<TelephonyFailed>(() => With(way => way.Place(Account, Call with { StatusUrl = "no address" }, default)))).Message.ShouldStartWith("Twilio answered");
        (await Should.ThrowAsync<TelephonyFailed>(() => With(way => way.Ask(Account, "CA1", default)))).Message.ShouldStartWith("Twilio answered");
    }

    private async Task<TAnswer> With<TAnswer>(Func<ITelephony, Task<TAnswer>> ask)
    {
        await using var way = TelephonyWay.To(prism.Url);
        return await ask(way.GetRequiredService<ITelephony>());
    }
}
