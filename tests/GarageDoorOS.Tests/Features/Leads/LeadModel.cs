using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Tests.Support;
using NodaTime;

namespace GarageDoorOS.Tests.Features.Leads;

/// <summary>A business with leads of every kind, and what its list must say, worked out in memory the long way.</summary>
public sealed class LeadModel
{
    private static readonly string[] Firsts = ["José", "Søren", "Dana", "Zoë", "Al", "Mary Ann", "Björn", "Li", "O'Neil", "jo"];
    private static readonly string[] Lasts = ["Nuñez", "Smith", "Ångström", "de la Cruz", "Grant", "Weiß", "Novak", "Smithson", ""];
    private static readonly string[] Notes = ["Broken spring, car inside.", "New door 16x7", "100% sure_thing \\ \"quoted\"", "Opener grinds; called twice", "", "gate code 4411\nback door"];
    private static readonly LeadStatus[] Statuses = [LeadStatus.New, LeadStatus.Contacted, LeadStatus.Qualified, LeadStatus.Lost, LeadStatus.Unqualified];

    private LeadModel(TestBusiness business, List<TestMember> team, List<Named> sources, List<Lead> leads) =>
        (Business, Team, Sources, Leads) = (business, team, sources, leads);

    public TestBusiness Business { get; }
    public List<TestMember> Team { get; }
    public List<Named> Sources { get; }

    /// <summary>All leads that are not in the trash.</summary>
    public List<Lead> Leads { get; }

    public static async Task<LeadModel> Make(TestBusiness business, int count, int seed)
    {
        var random = new Random(seed);
        var team = new List<TestMember> { await business.Member("owner", "Olive Owner"), await business.Member("sales", "Sam Sales"), await business.Member("technician", "Tess Tech") };
        var sources = (await business.InDb(db => Task.FromResult(db.Sources.Take(4).ToList()))).ConvertAll(s => s.AsNamed());
        var start = Instant.FromUtc(2026, 1, 1, 0, 0);
        var leads = Enumerable.Range(0, count).Select(_ => One()).ToList();
        foreach (var (i, again) in leads.Index().Where(l => l.Index % 11 == 3)) again.ComeAgain(start + Duration.FromHours(i % 60 * 11));
        foreach (var gone in leads.Where((_, i) => i % 17 == 5)) gone.Discard(start);
        await business.InDb(db =>
        {
            db.Leads.AddRange(leads);
            return db.SaveChangesAsync();
        });
        return new(business, team, sources, leads.FindAll(l => !l.IsDeleted));

        Lead One()
        {
            var (name, who, status) = ($"{Pick(Firsts)} {Pick(Lasts)}".Trim(), Pick(team), Pick(Statuses));
            var facts = new LeadFacts
            {
                Name = random.Next(12) == 0 ? "" : name,
                Company = random.Next(4) == 0 ? $"{Pick(Lasts)} Garage & Söhne" : "",
                Phones = random.Next(5) == 0 ? [] : [PhoneNumber.Read($"({random.Next(2, 9)}12) 555-01{random.Next(100):00}", "US")],
                Emails = random.Next(2) == 0 ? [] : [$"{Folding.Fold(name).Replace(' ', '.').Replace("'", "")}@example.com"],
                Source = random.Next(4) == 0 ? null : Pick(sources),
                EstimatedValue = random.Next(4) == 0 ? null : random.Next(0, 40) * 250.50m,
                Notes = Pick(Notes),
            };
            if (facts.Name.Length + facts.Company.Length == 0) facts = facts with { Name = name };
            // Few moments, so that many leads stand at the same place and only the id parts them.
            return Lead.Open(business.Id, facts, random.Next(3) == 0 ? null : new Named(who.Id, who.Name), start + Duration.FromHours(random.Next(60) * 7), status, status.IsClosed() ? "Price" : null);
        }

        T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
    }

    /// <summary>The ids in the order that the sort word asks for; the id decides last.</summary>
    public static List<Guid> Sorted(IEnumerable<Lead> leads, string sort)
    {
        Comparison<Lead> order = sort.TrimStart('-') switch
        {
            "name" => (a, b) => string.CompareOrdinal(a.NameSort, b.NameSort),
            "company" => (a, b) => string.CompareOrdinal(a.CompanySort, b.CompanySort),
            "source" => (a, b) => string.CompareOrdinal(a.SourceSort, b.SourceSort),
            "assignee" => (a, b) => string.CompareOrdinal(a.AssigneeSort, b.AssigneeSort),
            "status" => (a, b) => a.Status.CompareTo(b.Status),
            "value" => (a, b) => (a.EstimatedValue ?? -1).CompareTo(b.EstimatedValue ?? -1),
            "cameAt" => (a, b) => a.CameAt.CompareTo(b.CameAt),
            "createdAt" => (a, b) => a.CreatedAt.CompareTo(b.CreatedAt),
            "updatedAt" => (a, b) => a.UpdatedAt.CompareTo(b.UpdatedAt),
            _ => throw new ArgumentException(sort),
        };
        var sorted = leads.ToList();
        sorted.Sort((a, b) => order(a, b) is var o && o != 0 ? o : string.CompareOrdinal(a.Id.ToString(), b.Id.ToString()));
        if (sort.StartsWith('-')) sorted.Reverse();
        return sorted.ConvertAll(l => l.Id);
    }
}
