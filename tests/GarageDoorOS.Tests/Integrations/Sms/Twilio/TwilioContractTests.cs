using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Integrations.Sms;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Integrations.Sms.Twilio;

/// <summary>What we send to Twilio and read from it, held against the contract that Twilio publishes.</summary>
public sealed class TwilioContractTests(PrismServer prism) : IClassFixture<PrismServer>
{
    private static readonly SmsAccountSettings Account = new(SmsVendor.Twilio, "AC0123456789abcdef0123456789abcdef", "hunter2horsestaple", "+15125550100");

    [ContractFact]
    public async Task A_text_by_a_number_is_as_it_should_be() => (await Send(Account, "https://doors.example/hooks/sms/1/status?message=2")).ShouldMatch("^SM[0-9a-f]{32}$");

    [ContractFact]
    public async Task A_text_by_a_messaging_service_is_as_it_should_be() => (await Send(Account with { From = "MG0123456789abcdef0123456789abcdef" })).ShouldMatch("^SM[0-9a-f]{32}$");

    [ContractFact]
    public async Task Looking_whether_a_text_is_there_is_as_it_should_be() => (await Send(Account, mayBeOut: true)).ShouldMatch("^SM[0-9a-f]{32}$");

    [ContractFact]
    public async Task What_breaks_the_contract_is_an_error_here()
    {
        (await Should.ThrowAsync<SmsFailed>(() => Send(Account with { AccountId = "AC12" }))).Message.ShouldStartWith("Twilio answered: 4");
        (await Should.ThrowAsync<SmsFailed>(() => Send(Account with { From = "MG0123456789abcdef0123456789abcdef" }, "no address"))).Message.ShouldStartWith("Twilio answered: 4");
    }

    private async Task<string> Send(SmsAccountSettings account, string? statusUrl = null, bool mayBeOut = false)
    {
        await using var way = SmsWay.To(prism.Url);
        return await way.GetRequiredService<ISmsSender>().Send(account, new(Guid.CreateVersion7(), "+15125550143", "Hi", statusUrl), mayBeOut, default);
    }
}
