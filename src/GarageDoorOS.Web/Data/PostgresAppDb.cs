using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data.Audit;
using GarageDoorOS.Web.Data.Live;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Npgsql;

namespace GarageDoorOS.Web.Data;

/// <summary>Several web nodes over one database, where row-level security is the second wall between businesses.</summary>
public sealed class PostgresAppDb(DbContextOptions<PostgresAppDb> options, CurrentBusiness business, AuditTrail? trail, LiveSignals? signals) : AppDb(options, business, trail, signals)
{
    /// <summary>Migrations run as the owner of the tables; everything else as the role that row-level security binds.</summary>
    public bool ActsAsOwner { get; set; }

    public override bool IsUniqueViolation(DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public override async Task Enter(Business business, CancellationToken ct = default)
    {
        await base.Enter(business, ct);
        // One connection for the whole unit of work: it is told the role when it opens, and the business here.
        if (Database.GetDbConnection().State != System.Data.ConnectionState.Open) await Database.OpenConnectionAsync(ct);
        else await Database.ExecuteSqlAsync($"SELECT set_config('app.business', {business.Id.ToString()}, false)", ct);
    }

    protected override Task<IDisposable> TakeTurn(CancellationToken ct) => Task.FromResult<IDisposable>(new NoTurn());

    public override async Task LockIdentity(CancellationToken ct = default)
    {
        if (Database.CurrentTransaction is null) throw new InvalidOperationException("Take the lock inside a transaction.");
        var name = $"identity:{BusinessId}";
        await Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtextextended({name}, 0))", ct);
    }

    public override IQueryable<T> Held<T>(Guid id)
    {
        var sql = "SELECT * FROM " + Model.FindEntityType(typeof(T))!.GetTableName() + " WHERE business_id = {0} AND id = {1} FOR UPDATE";
        return Set<T>().FromSqlRaw(sql, BusinessId, id);
    }

    public override IQueryable<Lead> HeldLeads(IReadOnlyList<Guid> ids) =>
        Leads.FromSql($"SELECT * FROM leads WHERE business_id = {BusinessId} AND id = ANY({ids.ToArray()}) ORDER BY id FOR UPDATE");

    internal override IQueryable<OutgoingMessage> Claimable(OutboxLane lane, Instant now, int most) => OutgoingMessages.FromSql($"""
        SELECT * FROM outbox WHERE state = {(int)MessageState.Waiting} AND due_at <= {now} AND (locked_until IS NULL OR locked_until <= {now})
        AND kind = ANY ({lane.Kinds.Select(kind => (int)kind).ToArray()}) AND (CAST({lane.BusinessId} AS uuid) IS NULL OR business_id = {lane.BusinessId})
        ORDER BY due_at, id LIMIT {most} FOR UPDATE SKIP LOCKED
        """);

    internal override IQueryable<OutgoingMessage> Unclaimed(MessageKind kind, Guid aboutId) => OutgoingMessages.FromSql($"""
        SELECT * FROM outbox WHERE business_id = {BusinessId} AND kind = {(int)kind} AND about_id = {aboutId}
        AND state = {(int)MessageState.Waiting} AND claimed_by IS NULL AND attempts = 0 FOR UPDATE
        """);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // Folded text sorts by its bytes, as it does on SQLite.
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(t => t.GetProperties()))
            if (property.ClrType == typeof(string) && property.Name.EndsWith("Sort", StringComparison.Ordinal)) property.SetCollation("C");
    }

    private sealed class NoTurn : IDisposable
    {
        public void Dispose() { }
    }
}
