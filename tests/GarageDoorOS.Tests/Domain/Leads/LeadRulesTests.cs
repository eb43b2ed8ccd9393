using GarageDoorOS.Domain.Leads;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Domain.Leads;

public class LeadRulesTests
{
    private static readonly LeadEdit Good = new(new() { Name = "Ann" }, LeadStatus.New, "", null);

    [Fact]
    public void A_lead_has_a_name_or_a_company()
    {
        Good.WhatIsWrong(Good).ShouldBeEmpty();
        (Good with { Facts = new() { Company = "Doors" } }).WhatIsWrong(Good).ShouldBeEmpty();
        (Good with { Facts = new() }).WhatIsWrong(Good).Single().Field.ShouldBe("name");
    }

    [Theory]
    [InlineData(LeadStatus.Lost)]
    [InlineData(LeadStatus.Unqualified)]
    public void A_closed_lead_says_why_and_is_not_opened_without(LeadStatus closed)
    {
        (Good with { Status = closed, LostReason = " " }).WhatIsWrong(Good).Single().Field.ShouldBe("lostReason");
        Should.Throw<ArgumentException>(() => Lead.Open(Guid.Empty, Good.Facts, null, Instant.MinValue, closed));
        Lead.Open(Guid.Empty, Good.Facts, null, Instant.MinValue, closed, "Price").LostReason.ShouldBe("Price");
    }

    [Fact]
    public void Converted_is_kept_and_never_chosen()
    {
        var converted = Good with { Status = LeadStatus.Converted };
        converted.WhatIsWrong(Good).Single().Field.ShouldBe("status");
        converted.WhatIsWrong(converted).ShouldBeEmpty();
    }
}
