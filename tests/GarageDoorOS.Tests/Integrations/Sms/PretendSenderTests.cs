using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Integrations.Sms;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Integrations.Sms;

/// <summary>The vendor who only pretends: for whoever tries the program, and nobody else.</summary>
public sealed class PretendSenderTests
{
    [Fact]
    public async Task In_Development_it_answers_the_same_for_the_same_text_and_fails_when_it_is_told_to()
    {
        var text = new Web.Integrations.Sms.Sms(Guid.CreateVersion7(), "+15125550143", "Hi", null);
        var first = await Send("Development", text);
        (await Send("Development", text)).ShouldBe(first);
        (await Send("Development", text with { Id = Guid.CreateVersion7() })).ShouldNotBe(first);
        (await Should.ThrowAsync<SmsFailed>(() => Send("Development", text with { Text = "Please Pretend to fail!" }))).Never.ShouldBeTrue();
    }

    [Fact]
    public async Task Elsewhere_nobody_is_told_that_a_text_went_out() =>
        await Should.ThrowAsync<SmsFailed>(() => Send("Production", new(Guid.CreateVersion7(), "+15125550143", "Hi", null)));

    private static async Task<string> Send(string environment, Web.Integrations.Sms.Sms text)
    {
        await using var way = SmsWay.To("http://127.0.0.1:1", environment: environment);
        return await way.GetRequiredService<ISmsSender>().Send(new(SmsVendor.Pretend, "", "", "+15125550100"), text, mayBeOut: true, default);
    }
}
