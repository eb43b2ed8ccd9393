using Bogus;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data.Seed;

/// <summary>What is to be done for the youngest open leads of the demo business: some of it overdue, some today, most of it ahead, and a few leads left without anything; some go through a cadence.</summary>
internal static class DemoTasks
{
    private const int Count = 40, EnrolledInEach = 4;

    private static readonly (TaskKind Kind, string Title)[] Wanted =
        [(TaskKind.Call, "Call back"), (TaskKind.Call, "Call about the quote"), (TaskKind.Text, "Ask for a photo of the door"), (TaskKind.Email, "Send the brochure"), (TaskKind.Other, "Drop by with samples")];

    public static async Task Add(AppDb db, DateTimeZone zone, Randomizer random, Named by, Instant now, CancellationToken ct)
    {
        (await db.Businesses.SingleAsync(b => b.Id == db.BusinessId, ct)).Nurture(true);
        var today = now.InZone(zone).Date;
        var leads = await db.Leads.Where(l => l.DeletedAt == null && l.Status <= LeadStatus.Qualified).OrderByDescending(l => l.CreatedAt).ThenBy(l => l.Id).Take(Count).ToListAsync(ct);
        foreach (var (at, lead) in leads.Index().Where(l => l.Index % 8 != 7))
        {
            var (kind, title) = Wanted[at % Wanted.Length];
            var due = new TaskDue(today.PlusDays(at % 5 == 0 ? -random.Int(1, 4) : at % 3 == 0 ? 0 : random.Int(1, 20)), at % 2 == 0 ? new LocalTime(8 + at % 9, at % 4 * 15) : null);
            var planned = now - Duration.FromHours(1 + at % 20);
            var task = NurtureTask.Plan(db.BusinessId, lead.Id, new(kind, title, due, null), planned);
            db.Add(task);
            db.Note(lead, new(ActorKind.TeamMember, by.Id, by.Name), ActivityKinds.TaskPlanned, planned, [new("task", title, due.ToString())]);
        }
        await db.SaveChangesAsync(ct);
        await AddCadences(db, zone, new(ActorKind.TeamMember, by.Id, by.Name), now, ct);
    }

    /// <summary>The three ready ones, each with leads in it that began some days ago.</summary>
    private static async Task AddCadences(AppDb db, DateTimeZone zone, Actor by, Instant now, CancellationToken ct)
    {
        var clock = new StepClock(zone, WorkingHours.Usual);
        var leads = await db.Leads.Where(l => l.DeletedAt == null && l.Status <= LeadStatus.Qualified).OrderByDescending(l => l.CreatedAt).ThenBy(l => l.Id).Skip(Count).Take(EnrolledInEach * ReadyCadences.All.Count).ToListAsync(ct);
        foreach (var (facts, those) in ReadyCadences.All.Values.Zip(leads.Chunk(EnrolledInEach)))
        {
            var cadence = Cadence.Write(db.BusinessId, facts, now - Duration.FromDays(30));
            db.Add(cadence);
            foreach (var (at, lead) in those.Index())
            {
                var began = now - Duration.FromHours(6 + 30 * at);
                var enrolment = Enrolment.Start(cadence, lead.Id, by, began);
                db.Add(enrolment);
                db.Add(enrolment.GoOn(cadence, enrolment.After, clock, default, cause: null, began)!);
                db.Note(lead, by, ActivityKinds.CadenceStarted, began, [new("cadence", null, cadence.Name)]);
            }
        }
        await db.SaveChangesAsync(ct);
    }
}
