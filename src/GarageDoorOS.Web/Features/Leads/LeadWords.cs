using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>What the words of a list may name: the business's sources by all their names, and people, who «me» is, its zone and country.</summary>
public sealed record LeadWords(IReadOnlyDictionary<string, KnownChoice<Source>> KnownSources, IReadOnlyList<LeadWords.Person> Team, Guid Me, DateTimeZone Zone, string PhoneCountry, LocalDate Today, bool IsNurturing)
{
    /// <summary>A team member; who is not active any more may still have leads.</summary>
    public sealed record Person(Guid Id, string Name, bool IsActive);

    /// <summary>By name; none while nurturing is off.</summary>
    public IReadOnlyList<Named> Cadences { get; init; } = [];

    /// <summary>The sources that there are, the retired ones last: leads may still have them.</summary>
    public IEnumerable<Source> Sources => KnownSources.Values.Select(known => known.Entry).Where(source => !source.IsFormer).OrderBy(source => source.IsRetired);

    public static async Task<LeadWords> Of(AppDb db, CurrentUser user, CurrentBusiness business, CancellationToken ct)
    {
        var sources = await db.KnownSources(ct);
        var team = await db.TeamMembers.OrderBy(m => m.Name).ThenBy(m => m.Id).Select(m => new Person(m.Id, m.Name, m.IsActive)).ToListAsync(ct);
        var cadences = business.IsNurturing ? await db.Cadences.Where(c => c.DeletedAt == null).OrderBy(c => c.NameKey).ThenBy(c => c.Id).Select(c => new Named(c.Id, c.Name)).ToListAsync(ct) : [];
        return new(sources, team, user.OwnId, business.Zone, business.PhoneCountry, business.Today, business.IsNurturing) { Cadences = cadences };
    }
}
