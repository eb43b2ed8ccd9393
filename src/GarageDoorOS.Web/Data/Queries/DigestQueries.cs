using GarageDoorOS.Domain.Businesses;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data.Queries;

internal static class DigestQueries
{
    /// <summary>Whoever is to get «your day» now, of all businesses that nurture.</summary>
    public static async Task<List<DigestPlace>> DigestsDue(this AppDb db, Instant now, CancellationToken ct)
    {
        var wanted = await (
            from member in db.TeamMembers.IgnoreQueryFilters().AsNoTracking()
            where member.DigestAt != null && member.IsActive
            join business in db.Businesses.AsNoTracking() on member.BusinessId equals business.Id
            where business.IsNurturing
            orderby business.Number, member.Id
            select new DigestPlace(business, member)).ToListAsync(ct);
        return wanted.FindAll(place => place.Member.Digest is { } digest && digest.IsDue(now, place.Business.Zone));
    }
}

/// <summary>A team member who is to get a digest, and where.</summary>
internal sealed record DigestPlace(Business Business, TeamMember Member);
