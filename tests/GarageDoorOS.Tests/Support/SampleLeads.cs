using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Tests.Support;

/// <summary>Leads as an office has them, the same ones every time: all statuses, sources, accents, values and none.</summary>
public static class SampleLeads
{
    private static readonly string[] First = ["Ada", "Zoë", "José", "Mary Ann", "Søren", "Łukasz", "Grace", "O'Neil", "Ben", "Ümit", "Chloé", "Ian", "Noor", "Walt", "Bea"];
    private static readonly string[] Last = ["Lovelace", "Núñez", "Ångström", "Smith", "Żak", "Hopper", "de la Cruz", "Kim", "Brandt", "Tran", "Ortiz", "Meyer", "Doyle"];
    private static readonly string[] Notes = ["Broken spring, car inside.", "Wants a quote for a 16×7 insulated door.", "Opener hums but does not lift.", "Off track after a bump.", "", "Call after 5 pm."];

    /// <summary>Adds one lead that a test speaks of by name.</summary>
    public static Task<Guid> AddLead(this TestBusiness business, string name, string? phone = null) => business.InDb(async db =>
    {
        var facts = new LeadFacts { Name = name, Phones = phone is null ? [] : [PhoneNumber.Read(phone, "US")] };
        var lead = Lead.Open(business.Id, facts, null, SystemClock.Instance.GetCurrentInstant());
        db.Add(lead);
        await db.SaveChangesAsync();
        return lead.Id;
    });

    /// <summary>Adds <paramref name="count"/> leads, the newest last, spread over the last year.</summary>
    public static async Task<IReadOnlyList<Lead>> AddLeads(this TestBusiness business, int count, params TestMember[] assignees)
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        return await business.InDb(async db =>
        {
            var sources = await db.Sources.OrderBy(s => s.NameKey).ToListAsync();
            var leads = Enumerable.Range(0, count).Select(i =>
            {
                var status = (LeadStatus)(i % 7 == 6 ? 4 : i % 11 == 10 ? 5 : i % 3);
                var assignee = assignees.Length == 0 || i % 4 == 3 ? null : assignees[i % assignees.Length];
                var facts = new LeadFacts
                {
                    Name = i % 13 == 12 ? "" : $"{First[i % First.Length]} {Last[i % Last.Length]}",
                    Company = i % 13 == 12 || i % 9 == 8 ? $"{Last[i % Last.Length]} Property Group" : "",
                    Phones = [PhoneNumber.Read($"(512) 555-{i % 10_000:D4}", "US")],
                    Emails = i % 2 == 0 ? [$"lead{i}@example.com"] : [],
                    Source = i % 5 == 4 ? null : sources[i % sources.Count].AsNamed(),
                    EstimatedValue = i % 6 == 5 ? null : 150 + i * 37 % 4_800,
                    Notes = Notes[i % Notes.Length],
                    ServiceAddress = $"{100 + i} Congress Ave, Austin, TX 787{i % 60:D2}",
                };
                return Lead.Open(business.Id, facts, assignee is null ? null : new(assignee.Id, assignee.Name), now - Duration.FromHours((count - i) * 17 % 8_700), status, "Price");
            }).ToList();
            db.AddRange(leads);
            foreach (var lead in leads) db.Note(lead, Actor.System, ActivityKinds.Created, lead.CreatedAt);
            await db.SaveChangesAsync();
            return leads;
        });
    }
}
