using GarageDoorOS.Domain.Access;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Domain.Access;

public sealed class RoleTests
{
    [Theory]
    [InlineData("owner", "admin", true)]
    [InlineData("admin", "owner", true)]
    [InlineData("manager", "owner", false)]
    [InlineData("office_staff", "sales", true)]
    [InlineData("sales", "office_staff", false)]
    [InlineData("sales", "lead_viewer", false)]
    [InlineData("lead_viewer", "technician", false)]
    public void A_role_covers_another_that_allows_and_sees_no_more(string one, string other, bool covers) =>
        Role.Find(one)!.Covers(Role.Find(other)!).ShouldBe(covers);
}
