using System.Collections.Concurrent;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data.Audit;
using GarageDoorOS.Web.Data.Live;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data;

/// <summary>The embedded default: one file, one writer at a time, write-ahead log, every commit on the disk before it is acknowledged.</summary>
public sealed class SqliteAppDb(DbContextOptions<SqliteAppDb> options, CurrentBusiness business, AuditTrail? trail, LiveSignals? signals) : AppDb(options, business, trail, signals)
{
    // One gate per file and process, so that writers of this process queue fairly instead of polling the file's lock.
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Gates = new(StringComparer.Ordinal);

    private const int UniqueViolation = 2067, PrimaryKeyViolation = 1555;

    public override bool IsUniqueViolation(DbUpdateException exception) =>
        exception.InnerException is SqliteException { SqliteExtendedErrorCode: UniqueViolation or PrimaryKeyViolation };

    protected override async Task<IDisposable> TakeTurn(CancellationToken ct)
    {
        var gate = Gates.GetOrAdd(Database.GetDbConnection().DataSource, _ => new(1, 1));
        await gate.WaitAsync(ct);
        return new Turn(gate);
    }

    /// <summary>BEGIN IMMEDIATE has locked the whole file already.</summary>
    public override Task LockIdentity(CancellationToken ct = default) =>
        Database.CurrentTransaction is null ? throw new InvalidOperationException("Take the lock inside a transaction.") : Task.CompletedTask;

    public override IQueryable<T> Held<T>(Guid id) => Set<T>().Where(record => record.Id == id);

    public override IQueryable<Lead> HeldLeads(IReadOnlyList<Guid> ids) => Leads.Where(l => EF.Parameter(ids).Contains(l.Id)).OrderBy(l => l.Id);

    internal override IQueryable<OutgoingMessage> Claimable(OutboxLane lane, Instant now, int most) =>
        OutgoingMessages.In(lane).Where(m => m.State == MessageState.Waiting && m.DueAt <= now && (m.LockedUntil == null || m.LockedUntil <= now)).OrderBy(m => m.DueAt).ThenBy(m => m.Id).Take(most);

    internal override IQueryable<OutgoingMessage> Unclaimed(MessageKind kind, Guid aboutId) =>
        OutgoingMessages.Where(m => m.BusinessId == BusinessId && m.Kind == kind && m.AboutId == aboutId && m.State == MessageState.Waiting && m.ClaimedBy == null && m.Attempts == 0);

    protected override async Task BeforeSave(CancellationToken ct)
    {
        await SearchKeys.Give(this, ChangeTracker.Entries<Lead>(), "leads", Business, ct);
        await SearchKeys.Give(this, ChangeTracker.Entries<Customer>(), "customers", Business, ct);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        SearchKeys.Map(builder.Entity<Lead>());
        SearchKeys.Map(builder.Entity<Customer>());
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions)
    {
        base.ConfigureConventions(conventions);
        conventions.Properties<Instant>().HaveConversion<Microseconds>();
    }

    private sealed class Turn(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
