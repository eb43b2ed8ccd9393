using Bogus;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Work;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data.Seed;

/// <summary>A few estimates and jobs for the youngest customers of the demo business.</summary>
internal static class DemoWork
{
    private const int Count = 18;

    private static readonly (string Title, int Amount)[] Wanted =
    [
        ("16×7 insulated door, white", 2_150), ("Both torsion springs", 389), ("Belt-drive opener with keypad", 640), ("New bottom seal", 95),
        ("Two 9×7 carriage doors", 4_800), ("Panel and cable after a bump", 520), ("Yearly service", 149), ("Rollers and hinges", 210),
    ];

    public static async Task Add(AppDb db, Randomizer random, Named by, Instant now, CancellationToken ct)
    {
        var actor = new Actor(ActorKind.TeamMember, by.Id, by.Name);
        var customers = await db.Customers.AsNoTracking().OrderByDescending(c => c.CreatedAt).ThenBy(c => c.Id).Take(Count).Select(c => new { c.BusinessId, c.Id, c.CreatedAt }).ToListAsync(ct);
        foreach (var (at, customer) in customers.Index())
        {
            var (title, amount) = Wanted[at % Wanted.Length];
            var began = customer.CreatedAt + (now - customer.CreatedAt) / 3;
            var facts = new WorkFacts { Title = title, Amount = amount, Date = now.InUtc().Date.PlusDays(random.Int(-6, 12)) };
            if (at % 3 == 2) Note(db, WorkRecord.Open<Job>(customer.BusinessId, customer.Id, facts, Job.Described.Statuses[at / 3 % 4], began), actor, began);
            else if (at % 6 == 0) Agree(db, WorkRecord.Open<Estimate>(customer.BusinessId, customer.Id, facts, WorkStatus.Approved, began), actor, began, now);
            else Note(db, WorkRecord.Open<Estimate>(customer.BusinessId, customer.Id, facts, Estimate.Described.Statuses[at / 2 % 6], began), actor, began);
        }
        await db.SaveChangesAsync(ct);
    }

    // An estimate that was approved, and the job that was made of it.
    private static void Agree(AppDb db, Estimate estimate, Actor actor, Instant began, Instant now)
    {
        Note(db, estimate, actor, began);
        var then = began + (now - began) / 2;
        var job = estimate.BecomeJob(then).Value;
        db.Note(estimate, actor, ActivityKinds.Converted, then, [new("job", null, job.Title)]);
        Note(db, job, actor, then, new FieldChange("estimate", null, estimate.Title));
    }

    private static void Note(AppDb db, WorkRecord work, Actor actor, Instant at, params FieldChange[] told)
    {
        db.Add(work);
        db.Note(work, actor, ActivityKinds.Created, at, told);
    }
}
