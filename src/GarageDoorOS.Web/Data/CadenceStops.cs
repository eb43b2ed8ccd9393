using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Domain.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using NodaTime;

namespace GarageDoorOS.Web.Data;

/// <summary>
/// Takes leads out of their cadence in the very save that converts, closes or deletes them, whichever door it comes by, so that no step of theirs stays open;
/// and back in where that is taken back within a day.
/// </summary>
internal static class CadenceStops
{
    private static readonly Duration TakenBackWithin = Duration.FromDays(1);
    private static readonly EnrolmentEnd[] ByLead = [EnrolmentEnd.Converted, EnrolmentEnd.Lost, EnrolmentEnd.Deleted];

    public static async Task Follow(AppDb db, CancellationToken ct)
    {
        var (ends, again) = (new Dictionary<Guid, EnrolmentEnd>(), new List<Guid>());
        foreach (var entry in db.ChangeTracker.Entries<Lead>().Where(e => e.State == EntityState.Modified))
        {
            var (was, isIn) = (IsIn(entry.Property(l => l.Status).OriginalValue, entry.Property(l => l.DeletedAt).OriginalValue), IsIn(entry.Entity.Status, entry.Entity.DeletedAt));
            if (was && !isIn) ends[entry.Entity.Id] = EndOf(entry.Entity);
            else if (!was && isIn) again.Add(entry.Entity.Id);
        }
        var (booked, optedOut) = (await Booked(db, ct), await OptedOut(db, ct));
        if (ends.Count + again.Count + booked.Count + optedOut.Count == 0) return;
        if (booked.Count + optedOut.Count > 0) await db.HeldLeads([.. booked.Keys.Union(optedOut.Keys)]).ToListAsync(ct); // the others are, by whoever changes them
        await Stop(db, ends, lead => lead.UpdatedAt, ct);
        await Stop(db, optedOut.Keys.Where(id => !ends.ContainsKey(id)).ToDictionary(id => id, _ => EnrolmentEnd.OptedOut), lead => optedOut[lead.Id], ct);
        await Stop(db, booked.Keys.Where(id => !ends.ContainsKey(id) && !optedOut.ContainsKey(id)).ToDictionary(id => id, _ => EnrolmentEnd.Booked), lead => booked[lead.Id], ct);
        if (db.IsNurturing) await Resume(db, again, ct);
    }

    private static bool IsIn(LeadStatus status, Instant? deletedAt) => status.IsOpen() && deletedAt is null;

    private static EnrolmentEnd EndOf(Lead lead) => lead.IsDeleted ? EnrolmentEnd.Deleted : lead.Status == LeadStatus.Converted ? EnrolmentEnd.Converted : EnrolmentEnd.Lost;

    private static async Task Stop(AppDb db, Dictionary<Guid, EnrolmentEnd> ends, Func<Lead, Instant> when, CancellationToken ct)
    {
        if (ends.Count == 0) return;
        var ids = ends.Keys.ToList();
        var running = await db.Enrolments.Where(e => EF.Parameter(ids).Contains(e.LeadId) && e.State == EnrolmentState.Running).ToListAsync(ct);
        // What this very save ends stays as it ends it.
        foreach (var enrolment in running.Where(e => e.IsRunning))
        {
            var (cadence, end) = (await db.Cadences.FindTracked(enrolment.CadenceId, ct), ends[enrolment.LeadId]);
            if (end == EnrolmentEnd.Booked && !cadence.StopsOnBooked) continue;
            var lead = db.ChangeTracker.Entries<Lead>().FirstOrDefault(e => e.Entity.Id == enrolment.LeadId)?.Entity ?? await db.Leads.SingleAsync(l => l.Id == enrolment.LeadId, ct);
            await db.StopEnrolment(lead, enrolment, cadence, end, cause: null, Actor.System, when(lead), ct);
        }
    }

    /// <summary>They wrote or called: a cadence that stops on a reply ends. The lead is held; saved by whoever calls.</summary>
    public static async Task StopOnReply(this AppDb db, Lead lead, Instant now, CancellationToken ct)
    {
        if (await db.Enrolments.SingleOrDefaultAsync(e => e.LeadId == lead.Id && e.State == EnrolmentState.Running, ct) is not { } enrolment) return;
        var cadence = await db.Cadences.SingleAsync(c => c.Id == enrolment.CadenceId, ct);
        if (cadence.StopsOnReply) await db.StopEnrolment(lead, enrolment, cadence, EnrolmentEnd.Replied, cause: null, Actor.System, now, ct);
    }

    /// <summary>Ends a lead's way through a cadence: its open task is cancelled, what waits to be sent does not go out, and its story tells why. Its lead is held; saved by whoever calls.</summary>
    public static async Task StopEnrolment(this AppDb db, Lead lead, Enrolment enrolment, Cadence cadence, EnrolmentEnd end, Guid? cause, Actor by, Instant now, CancellationToken ct)
    {
        enrolment.Stop(end, cause, now);
        if (enrolment.TaskId is { } taskId && await db.NurtureTasks.SingleAsync(t => t.Id == taskId, ct) is { IsPending: true } task) task.Cancel(by, now);
        foreach (var message in await db.LeadMessages.Where(m => m.EnrolmentId == enrolment.Id && m.State == LeadMessageState.Queued).ToListAsync(ct)) message.Withdraw("The cadence ended first.");
        db.Note(lead, by, ActivityKinds.CadenceStopped, now, [new("cadence", cadence.Name, end.Word())]);
    }

    /// <summary>As <see cref="StopEnrolment"/>, written at once: a lead is in one cadence at a time, so it leaves one before it begins another.</summary>
    public static async Task LeaveCadence(this AppDb db, Lead lead, Enrolment enrolment, EnrolmentEnd end, Actor by, Instant now, CancellationToken ct)
    {
        await db.StopEnrolment(lead, enrolment, await db.Cadences.FindTracked(enrolment.CadenceId, ct), end, cause: null, by, now, ct);
        await db.SaveChangesAsync(ct);
    }

    private static async Task Resume(AppDb db, List<Guid> leads, CancellationToken ct)
    {
        if (leads.Count == 0) return;
        var ended = await db.Enrolments.Where(e => EF.Parameter(leads).Contains(e.LeadId) && e.State == EnrolmentState.Stopped).ToListAsync(ct);
        foreach (var last in ended.GroupBy(e => e.LeadId).Select(of => of.MaxBy(e => e.EndedAt)!))
        {
            var lead = db.ChangeTracker.Entries<Lead>().First(e => e.Entity.Id == last.LeadId).Entity;
            if (!ByLead.Contains(last.End!.Value) || lead.UpdatedAt - last.EndedAt > TakenBackWithin || await db.Enrolments.AnyAsync(e => e.LeadId == lead.Id && e.State == EnrolmentState.Running, ct)) continue;
            var cadence = await db.Cadences.FindTracked(last.CadenceId, ct);
            if (cadence.IsDeleted || last.TaskId is not { } taskId) continue;
            var task = await db.NurtureTasks.SingleAsync(t => t.Id == taskId, ct);
            if (task.State != TaskState.Cancelled) continue;
            task.Reopen();
            last.Resume();
            db.Note(lead, Actor.System, ActivityKinds.CadenceResumed, lead.UpdatedAt, [new("cadence", null, cadence.Name)]);
        }
    }

    /// <summary>Leads with a phone or e-mail of a customer for whom this save schedules a job, and when it does.</summary>
    private static async Task<Dictionary<Guid, Instant>> Booked(AppDb db, CancellationToken ct)
    {
        var jobs = db.ChangeTracker.Entries<Job>().Where(IsScheduledNow).Select(e => e.Entity).ToList();
        if (jobs.Count == 0) return [];
        var (customers, now) = (jobs.ConvertAll(job => job.CustomerId), jobs.Max(job => job.UpdatedAt));
        var keys = db.ContactKeys.Where(k => EF.Parameter(customers).Contains(k.OwnerId)).Select(k => k.Key);
        return await db.ContactKeys.Where(k => keys.Contains(k.Key) && k.OwnerKind == SubjectKind.Lead).Select(k => k.OwnerId).Distinct().ToDictionaryAsync(id => id, _ => now, ct);
    }

    /// <summary>Leads with an address that whoever has it closes in this save, and when they said so.</summary>
    private static async Task<Dictionary<Guid, Instant>> OptedOut(AppDb db, CancellationToken ct)
    {
        var closed = db.ChangeTracker.Entries<Consent>().Where(e => e is { State: EntityState.Added, Entity.IsGiven: false }).Select(e => e.Entity).ToList();
        if (closed.Count == 0) return [];
        var (keys, now) = (closed.ConvertAll(c => new ConsentAddress(c.Channel, c.Address).Key), closed.Max(c => MomentId.Of(c.Id)));
        return await db.ContactKeys.Where(k => EF.Parameter(keys).Contains(k.Key) && k.OwnerKind == SubjectKind.Lead).Select(k => k.OwnerId).Distinct().ToDictionaryAsync(id => id, _ => now, ct);
    }

    private static bool IsScheduledNow(EntityEntry<Job> entry) =>
        entry.Entity.Status == WorkStatus.Scheduled && (entry.State == EntityState.Added || (entry.State == EntityState.Modified && entry.Property(j => j.Status).OriginalValue != WorkStatus.Scheduled));

    private static async Task<Cadence> FindTracked(this DbSet<Cadence> cadences, Guid id, CancellationToken ct) =>
        cadences.Local.FirstOrDefault(c => c.Id == id) ?? await cadences.SingleAsync(c => c.Id == id, ct);
}
