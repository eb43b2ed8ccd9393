using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace GarageDoorOS.Web.Data;

/// <summary>What follows from a save: the kept totals of leads, what is to be done next for them, whether they begin a cadence, and the contact keys of leads and customers.</summary>
internal sealed class DerivedRows
{
    private static readonly string[] Reaching = [nameof(IReachable.Phones), nameof(IReachable.Emails), nameof(Customer.Contacts)];

    private readonly LeadTotalChanges totals = new();
    private readonly List<(IReachable Owner, bool IsNew)> reachables = [];
    private readonly HashSet<Guid> leadsWithOtherTasks = [], leadsThatMayBegin = [];

    public static DerivedRows Of(ChangeTracker tracker)
    {
        var derived = new DerivedRows();
        foreach (var entry in tracker.Entries<Lead>()) derived.CountLead(entry);
        foreach (var entry in tracker.Entries<IReachable>()) derived.NoteContacts(entry);
        foreach (var entry in tracker.Entries<NurtureTask>().Where(e => e.State is not EntityState.Unchanged)) derived.leadsWithOtherTasks.Add(entry.Entity.LeadId);
        foreach (var entry in tracker.Entries<Enrolment>().Where(e => e.State is not EntityState.Unchanged)) derived.leadsWithOtherTasks.Add(entry.Entity.LeadId);
        return derived;
    }

    public async Task Write(AppDb db, CancellationToken ct)
    {
        await totals.Write(db, ct);
        if (leadsWithOtherTasks.Count > 0) await db.KeepNextTasks([.. leadsWithOtherTasks], ct);
        if (db.IsNurturing) await db.LookAt(leadsThatMayBegin, ct);
        foreach (var (owner, isNew) in reachables)
        {
            if (!isNew) await db.ContactKeys.Where(k => k.OwnerId == owner.Id).ExecuteDeleteAsync(ct);
            foreach (var key in owner.Keys)
            {
                var kind = (int)owner.Kind;
                await db.Database.ExecuteSqlAsync($"INSERT INTO contact_keys (business_id, key, owner_id, owner_kind) VALUES ({owner.BusinessId}, {key}, {owner.Id}, {kind})", ct);
            }
        }
    }

    private void CountLead(EntityEntry<Lead> entry)
    {
        var lead = entry.Entity;
        if (entry.State is EntityState.Modified or EntityState.Deleted && entry.OriginalValues[nameof(Lead.DeletedAt)] is null)
            totals.Add(lead.BusinessId, Was(l => l.AssigneeId), Was(l => l.Status), -1, -(Was(l => l.EstimatedValue) ?? 0));
        if (entry.State == EntityState.Modified && Was(l => l.Status).IsOpen() != lead.Status.IsOpen()) leadsWithOtherTasks.Add(lead.Id);
        if (entry.State is EntityState.Added or EntityState.Modified && WaitingStarts.MayBegin(lead, name => entry.State == EntityState.Added || entry.Property(name).IsModified)) leadsThatMayBegin.Add(lead.Id);
        if (entry.State is EntityState.Added or EntityState.Modified && !lead.IsDeleted)
            totals.Add(lead.BusinessId, lead.AssigneeId, lead.Status, +1, lead.EstimatedValue ?? 0);

        T Was<T>(System.Linq.Expressions.Expression<Func<Lead, T>> property) => entry.Property(property).OriginalValue;
    }

    private void NoteContacts(EntityEntry<IReachable> entry)
    {
        if (entry.State == EntityState.Added) reachables.Add((entry.Entity, true));
        else if (entry.State == EntityState.Modified && Reaching.Any(name => entry.Metadata.FindProperty(name) is not null && entry.Property(name).IsModified))
            reachables.Add((entry.Entity, false));
    }
}
