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

/// <summary>A lead that leaves its cadence, why, by whom and when. <see cref="Cause"/>: the task whose closing ended it.</summary>
internal sealed record LeavingCadence(Lead Lead, Enrolment Enrolment, EnrolmentEnd End, Actor By, Instant At)
{
    public Guid? Cause { get; init; }
}

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
        if (running.Count == 0) return;
        var cadences = await db.CadencesOf(running, ct);
        var (leads, leaving) = (db.ChangeTracker.Entries<Lead>().ToDictionary(e => e.Entity.Id, e => e.Entity), new List<LeavingCadence>());
        // What this very save ends stays as it ends it.
        foreach (var enrolment in running.Where(e => e.IsRunning))
        {
            var end = ends[enrolment.LeadId];
            if (end == EnrolmentEnd.Booked && !cadences[enrolment.CadenceId].StopsOnBooked) continue;
            var lead = leads[enrolment.LeadId];
            leaving.Add(new(lead, enrolment, end, Actor.System, when(lead)));
        }
        await db.StopEnrolments(leaving, ct);
    }

    /// <summary>They wrote or called: a cadence that stops on a reply ends. The lead is held; saved by whoever calls.</summary>
    public static async Task StopOnReply(this AppDb db, Lead lead, Instant now, CancellationToken ct)
    {
        if (await db.Enrolments.SingleOrDefaultAsync(e => e.LeadId == lead.Id && e.State == EnrolmentState.Running, ct) is not { } enrolment) return;
        var cadence = await db.Cadences.SingleAsync(c => c.Id == enrolment.CadenceId, ct);
        if (cadence.StopsOnReply) await db.StopEnrolments([new(lead, enrolment, EnrolmentEnd.Replied, Actor.System, now)], ct);
    }

    /// <summary>Ends the way of leads through their cadences: their open tasks are cancelled, what waits to be sent does not go out, and their stories tell why. The leads are held; saved by whoever calls.</summary>
    public static async Task StopEnrolments(this AppDb db, IReadOnlyList<LeavingCadence> leaving, CancellationToken ct)
    {
        if (leaving.Count == 0) return;
        var enrolments = leaving.Select(l => l.Enrolment).ToList();
        var (ids, cadences, tasks) = (enrolments.ConvertAll(e => (Guid?)e.Id), await db.CadencesOf(enrolments, ct), await db.TasksOf(enrolments, ct));
        var queued = (await db.LeadMessages.Where(m => EF.Parameter(ids).Contains(m.EnrolmentId) && m.State == LeadMessageState.Queued).ToListAsync(ct)).ToLookup(m => m.EnrolmentId);
        foreach (var one in leaving)
        {
            var (lead, enrolment, end, by, at) = one;
            enrolment.Stop(end, one.Cause, at);
            if (enrolment.TaskId is { } taskId && tasks[taskId] is { IsPending: true } task) task.Cancel(by, at);
            foreach (var message in queued[enrolment.Id]) message.Withdraw("The cadence ended first.");
            db.Note(lead, by, ActivityKinds.CadenceStopped, at, [new("cadence", cadences[enrolment.CadenceId].Name, end.Word())]);
        }
    }

    private static async Task Resume(AppDb db, List<Guid> leads, CancellationToken ct)
    {
        if (leads.Count == 0) return;
        var ended = await db.Enrolments.Where(e => EF.Parameter(leads).Contains(e.LeadId) && e.State == EnrolmentState.Stopped).ToListAsync(ct);
        if (ended.Count == 0) return;
        var lasts = ended.GroupBy(e => e.LeadId).Select(of => of.MaxBy(e => e.EndedAt)!).ToList();
        var running = await db.Enrolments.Where(e => EF.Parameter(leads).Contains(e.LeadId) && e.State == EnrolmentState.Running).Select(e => e.LeadId).ToHashSetAsync(ct);
        var (held, cadences, tasks) = (db.ChangeTracker.Entries<Lead>().ToDictionary(e => e.Entity.Id, e => e.Entity), await db.CadencesOf(lasts, ct), await db.TasksOf(lasts, ct));
        foreach (var last in lasts)
        {
            var (lead, cadence) = (held[last.LeadId], cadences[last.CadenceId]);
            if (!ByLead.Contains(last.End!.Value) || lead.UpdatedAt - last.EndedAt > TakenBackWithin || running.Contains(lead.Id)) continue;
            if (cadence.IsDeleted || last.TaskId is not { } taskId) continue;
            var task = tasks[taskId];
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
        var (keys, now) = (closed.ConvertAll(c => c.About.Key), closed.Max(c => MomentId.Of(c.Id)));
        return await db.ContactKeys.Where(k => EF.Parameter(keys).Contains(k.Key) && k.OwnerKind == SubjectKind.Lead).Select(k => k.OwnerId).Distinct().ToDictionaryAsync(id => id, _ => now, ct);
    }

    private static bool IsScheduledNow(EntityEntry<Job> entry) =>
        entry.Entity.Status == WorkStatus.Scheduled && (entry.State == EntityState.Added || (entry.State == EntityState.Modified && entry.Property(j => j.Status).OriginalValue != WorkStatus.Scheduled));

    private static async Task<Dictionary<Guid, Cadence>> CadencesOf(this AppDb db, IEnumerable<Enrolment> enrolments, CancellationToken ct)
    {
        var ids = enrolments.Select(e => e.CadenceId).Distinct().ToList();
        return await db.Cadences.Where(c => EF.Parameter(ids).Contains(c.Id)).ToDictionaryAsync(c => c.Id, ct);
    }

    private static async Task<Dictionary<Guid, NurtureTask>> TasksOf(this AppDb db, IEnumerable<Enrolment> enrolments, CancellationToken ct)
    {
        var ids = enrolments.Select(e => e.TaskId).OfType<Guid>().ToList();
        return await db.NurtureTasks.Where(t => EF.Parameter(ids).Contains(t.Id)).ToDictionaryAsync(t => t.Id, ct);
    }
}
