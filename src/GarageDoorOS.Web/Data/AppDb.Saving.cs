using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Data.Live;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data;

/// <summary>How everything is written: in one transaction, by the current business only, with what is derived from it.</summary>
public abstract partial class AppDb
{
    private LiveKinds changed;

    /// <summary>
    /// Does several saves as one piece of work. Inside, nothing outside the database is awaited. Nested calls join the outer transaction.
    /// </summary>
    public async Task<T> InTransaction<T>(Func<Task<T>> work, CancellationToken ct = default)
    {
        if (Database.CurrentTransaction is not null) return await work();
        using var turn = await TakeTurn(ct);
        await using var transaction = await Database.BeginTransactionAsync(ct);
        changed = LiveKinds.None;
        var result = await work();
        await transaction.CommitAsync(ct);
        signals?.Publish(BusinessId, changed);
        return result;
    }

    /// <inheritdoc cref="InTransaction{T}"/>
    public Task InTransaction(Func<Task> work, CancellationToken ct = default) => InTransaction(async () =>
    {
        await work();
        return true;
    }, ct);

    /// <summary>Pages that show such records are told once this transaction is saved: for what is written past the tracker.</summary>
    internal void HasChanged(LiveKinds kinds) => changed |= kinds;

    /// <summary>Waits until this process may write, where the engine has one writer at a time.</summary>
    protected abstract Task<IDisposable> TakeTurn(CancellationToken ct);

    /// <summary>
    /// Makes every path that may create a customer in this business wait for the one before it. Call it inside
    /// <see cref="InTransaction{T}"/> and before looking anybody up.
    /// </summary>
    public abstract Task LockIdentity(CancellationToken ct = default);

    /// <summary>The record as it is now, held until the end of the transaction so that nobody changes it in between.</summary>
    public abstract IQueryable<T> Held<T>(Guid id) where T : class, IBusinessRecord, IVersioned;

    /// <summary>These leads as they are now, held likewise, in the order of their ids.</summary>
    public abstract IQueryable<Lead> HeldLeads(IReadOnlyList<Guid> ids);

    /// <summary>The first messages of a lane that are due, passing over those that another node takes at this moment.</summary>
    internal abstract IQueryable<OutgoingMessage> Claimable(OutboxLane lane, Instant now, int most);

    /// <summary>The message about somebody that nobody has begun to send, held likewise.</summary>
    internal abstract IQueryable<OutgoingMessage> Unclaimed(MessageKind kind, Guid aboutId);

    /// <summary>Gives rows what only this engine wants of them, just before they are written.</summary>
    protected virtual Task BeforeSave(CancellationToken ct) => Task.CompletedTask;

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) => InTransaction(async () =>
    {
        // Asked anything the tracker looks through all that it holds: here it looks at first, and again after what may have changed something.
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            trail?.Note(this);
            await CadenceStops.Follow(this, cancellationToken);
            ChangeTracker.DetectChanges();
            RefuseOtherBusinesses();
            var (derived, kinds) = (DerivedRows.Of(ChangeTracker), LiveChanges.Of(ChangeTracker));
            await BeforeSave(cancellationToken);
            var written = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            await derived.Write(this, cancellationToken);
            HasChanged(kinds);
            return written;
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }, cancellationToken);

    /// <summary>Only for the key ring and other rows of the installation: a record of a business is saved by <see cref="SaveChangesAsync(bool, CancellationToken)"/>.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        if (ChangeTracker.Entries<IBusinessRecord>().Any(e => e.State is not EntityState.Unchanged))
            throw new InvalidOperationException("Records of a business are saved with SaveChangesAsync.");
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    private void RefuseOtherBusinesses()
    {
        foreach (var entry in ChangeTracker.Entries<IBusinessRecord>())
            if (entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && entry.Entity.BusinessId != BusinessId)
                throw new InvalidOperationException($"A {entry.Metadata.DisplayName()} of another business was about to be saved.");
    }
}
