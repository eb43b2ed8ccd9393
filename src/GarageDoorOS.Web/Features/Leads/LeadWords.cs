using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>What the words of a list may name: the business's sources and people, who «me» is, its zone and country.</summary>
public sealed record LeadWords(IReadOnlyList<Named> Sources, IReadOnlyList<LeadWords.Person> Team, Guid Me, DateTimeZone Zone, string PhoneCountry)
{
    /// <summary>A team member; who is not active any more may still have leads.</summary>
    public sealed record Person(Guid Id, string Name, bool IsActive);

    public static async Task<LeadWords> Of(AppDb db, CurrentUser user, CurrentBusiness business, CancellationToken ct)
    {
        var sources = await db.Sources.OrderBy(s => s.NameKey).Select(s => new Named(s.Id, s.Name)).ToListAsync(ct);
        var team = await db.TeamMembers.OrderBy(m => m.Name).ThenBy(m => m.Id).Select(m => new Person(m.Id, m.Name, m.IsActive)).ToListAsync(ct);
        return new(sources, team, user.OwnId, business.Zone, business.PhoneCountry);
    }
}
