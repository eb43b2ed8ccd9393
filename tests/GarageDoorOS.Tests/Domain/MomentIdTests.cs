using GarageDoorOS.Domain;
using NodaTime;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Domain;

public sealed class MomentIdTests
{
    [Fact]
    public void Ids_stand_in_the_order_of_their_moments_and_tell_them()
    {
        foreach (var at in new[] { Instant.FromUtc(1970, 1, 1, 0, 0), Instant.FromUtc(2026, 11, 25, 17, 30), Instant.FromUtc(2999, 12, 31, 23, 59), Instant.FromUtc(1950, 1, 1, 0, 0) })
        {
            var (id, from) = (MomentId.New(at), Instant.Max(at, NodaConstants.UnixEpoch));
            MomentId.Of(id).ShouldBe(from);
            MomentId.FirstAt(at).CompareTo(id).ShouldBeLessThan(0);
            MomentId.FirstAt(from + Duration.FromMilliseconds(1)).CompareTo(id).ShouldBeGreaterThan(0);
        }
    }
}
