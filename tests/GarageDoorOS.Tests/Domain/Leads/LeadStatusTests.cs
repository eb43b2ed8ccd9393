using GarageDoorOS.Domain.Leads;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Domain.Leads;

public class LeadStatusTests
{
    [Fact]
    public void Every_status_is_read_back_from_its_word_in_any_case()
    {
        foreach (var status in Enum.GetValues<LeadStatus>())
        {
            LeadStatusExtensions.TryRead(status.Word().ToUpperInvariant(), out var read).ShouldBeTrue();
            read.ShouldBe(status);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("3")]
    [InlineData("won")]
    [InlineData(null)]
    public void Another_word_is_no_status(string? word) => LeadStatusExtensions.TryRead(word, out _).ShouldBeFalse();

    [Fact]
    public void A_lead_is_open_closed_or_converted()
    {
        Enum.GetValues<LeadStatus>().Where(s => s.IsOpen()).ShouldBe([LeadStatus.New, LeadStatus.Contacted, LeadStatus.Qualified]);
        Enum.GetValues<LeadStatus>().Where(s => s.IsClosed()).ShouldBe([LeadStatus.Lost, LeadStatus.Unqualified]);
    }
}
