using System.Globalization;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Audit;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using NodaTime;

namespace GarageDoorOS.Web.Data.Audit;

/// <summary>
/// Writes down, in the save that does it, what becomes of the things of a business that have no timeline: its settings, team, roles, keys, lists, cadences and imports.
/// Only the fields named here are told; hashes and counters are not among them.
/// </summary>
public sealed class AuditTrail(CurrentUser user, IClock clock)
{
    /// <summary>What is told of a kind of record, and under which words.</summary>
    private sealed record Told(string Kind, Func<object, AuditSubject> Subject, params string[] Fields);

    private static readonly Dictionary<Type, Told> Kinds = new()
    {
        [typeof(Business)] = Of<Business>(AuditSubject.Business, b => (b.Id, b.Name), nameof(Business.Name), nameof(Business.TimeZone), nameof(Business.Currency), nameof(Business.PhoneCountry), nameof(Business.WorkingHours), nameof(Business.RequiresSecondFactor), nameof(Business.IsNurturing)),
        [typeof(TeamMember)] = Of<TeamMember>(AuditSubject.TeamMember, m => (m.Id, m.Name), nameof(TeamMember.Role), nameof(TeamMember.IsActive)),
        [typeof(Invitation)] = Of<Invitation>(AuditSubject.Invitation, i => (i.Id, i.Email), nameof(Invitation.Role), nameof(Invitation.ExpiresAt), nameof(Invitation.AcceptedAt), nameof(Invitation.RevokedAt)),
        [typeof(OwnRole)] = Of<OwnRole>(AuditSubject.Role, r => (r.Id, r.Name), nameof(OwnRole.Name), nameof(OwnRole.Scope), nameof(OwnRole.Permissions)),
        [typeof(ApiKey)] = Of<ApiKey>(AuditSubject.ApiKey, k => (k.Id, k.Name), nameof(ApiKey.Role), nameof(ApiKey.RevokedAt)),
        [typeof(Source)] = Of<Source>(AuditSubject.Source, s => (s.Id, s.Name), nameof(Choice.Name), nameof(Choice.RetiredAt), nameof(Choice.MergedIntoId)),
        [typeof(LostReason)] = Of<LostReason>(AuditSubject.LostReason, r => (r.Id, r.Name), nameof(Choice.Name), nameof(Choice.RetiredAt), nameof(Choice.MergedIntoId), nameof(LostReason.Position)),
        [typeof(Cadence)] = Of<Cadence>(AuditSubject.Cadence, c => (c.Id, c.Name), nameof(Cadence.Name), nameof(Cadence.IsOn), nameof(Cadence.Steps), nameof(Cadence.Starts), nameof(Cadence.StopsOnReply), nameof(Cadence.StopsOnReached), nameof(Cadence.StopsOnBooked), nameof(Cadence.PerDay), nameof(Cadence.InAll), nameof(Cadence.ClosesAfterDays), nameof(Cadence.ClosesAs), nameof(Cadence.EmptiedAt)),
        [typeof(Import)] = Of<Import>(AuditSubject.Import, i => (i.Id, i.FileName), nameof(Import.State)),
        [typeof(MailAccount)] = Of<MailAccount>(AuditSubject.MailAccount, a => (a.BusinessId, a.FromAddress), nameof(MailAccount.Host), nameof(MailAccount.Port), nameof(MailAccount.User), nameof(MailAccount.FromAddress), nameof(MailAccount.FromName)),
        [typeof(SmsAccount)] = Of<SmsAccount>(AuditSubject.SmsAccount, a => (a.BusinessId, a.From), nameof(SmsAccount.Vendor), nameof(SmsAccount.AccountId), nameof(SmsAccount.From)),
        [typeof(TelephonyAccount)] = Of<TelephonyAccount>(AuditSubject.TelephonyAccount, a => (a.BusinessId, a.Number), nameof(TelephonyAccount.Vendor), nameof(TelephonyAccount.AccountId), nameof(TelephonyAccount.Number), nameof(TelephonyAccount.Address), nameof(TelephonyAccount.DialPattern), nameof(TelephonyAccount.Records), nameof(TelephonyAccount.Limits)),
        [typeof(SendingRules)] = Of<SendingRules>(AuditSubject.SendingRules, r => (r.BusinessId, "Consent and quiet hours"), nameof(SendingRules.From), nameof(SendingRules.To), nameof(SendingRules.States), nameof(SendingRules.TextsNeedGiven), nameof(SendingRules.EmailKeepsHours)),
    };

    internal void Note(AppDb db)
    {
        var entries = db.ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted && Kinds.ContainsKey(e.Metadata.ClrType)).ToList();
        // What a business starts with is its founding, of which the business itself is the witness.
        if (entries.Count == 0 || entries.Exists(e => e is { Entity: Business, State: EntityState.Added })) return;
        var (who, now) = (Who(entries), clock.GetCurrentInstant());
        foreach (var entry in entries)
        {
            var told = Kinds[entry.Metadata.ClrType];
            foreach (var (action, change) in What(entry, told))
                db.Add(AuditEntry.Of(db.BusinessId, who, action, told.Subject(entry.Entity), user.Address, now, change));
        }
    }

    private static IEnumerable<(string Action, FieldChange? Change)> What(EntityEntry entry, Told told)
    {
        if (entry is { State: EntityState.Added, Entity: Import }) return [(AuditActions.Uploaded, null)];
        // A former name comes with a renaming, which is told.
        if (entry is { State: EntityState.Added, Entity: Choice { IsFormer: true } }) return [];
        if (entry.Entity is Cadence { IsDeleted: true }) return entry.Property(nameof(Cadence.DeletedAt)).IsModified ? [(ActivityKinds.Deleted, null)] : [];
        if (entry.State == EntityState.Deleted) return [(ActivityKinds.Deleted, null)];
        if (entry.State == EntityState.Added)
            return [(ActivityKinds.Created, entry.Entity is TeamMember or Invitation or ApiKey ? new("role", null, Text(entry.CurrentValues["Role"])) : null)];
        var changes = told.Fields.Where(name => entry.Property(name).IsModified)
            .Select(name => new FieldChange(Word(name), Text(entry.OriginalValues[name]), Text(entry.CurrentValues[name]))).Where(change => change.Old != change.New);
        // That a secret is another one is told, and nothing of either.
        foreach (var secret in SecretsOf(entry.Entity).Where(name => entry.Property(name).IsModified)) changes = changes.Append(new(Word(secret), null, null));
        return changes.Select(change => (ActivityKinds.Changed, (FieldChange?)change));
    }

    private static string[] SecretsOf(object entity) => entity switch
    {
        MailAccount => [nameof(MailAccount.Password), nameof(MailAccount.InboundKey)],
        SmsAccount => [nameof(SmsAccount.Token)],
        TelephonyAccount => [nameof(TelephonyAccount.Secret)],
        _ => [],
    };

    /// <summary>Who accepts an invitation is not in yet, or is in another business: it is the member that they become.</summary>
    private Actor Who(List<EntityEntry> entries)
    {
        var accepts = entries.Exists(e => e is { State: EntityState.Modified, Entity: Invitation } && e.Property(nameof(Invitation.AcceptedAt)).IsModified);
        return accepts && entries.Select(e => e.Entity).OfType<TeamMember>().FirstOrDefault() is { } member ? new(ActorKind.TeamMember, member.Id, member.Name) : user.Actor;
    }

    private static Told Of<T>(string kind, Func<T, (Guid Id, string Name)> named, params string[] fields) =>
        new(kind, record => named((T)record) is var (id, name) ? new(kind, id, name) : throw new InvalidOperationException(kind), fields);

    /// <summary>As the API calls it: <c>requiresSecondFactor</c>.</summary>
    private static string Word(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    private static string? Text(object? value) => value switch
    {
        null => null,
        bool yes => yes ? "yes" : "no",
        IEnumerable<CadenceStep> steps => steps.InWords(),
        IEnumerable<StateHours> states => string.Join("; ", states),
        IEnumerable<string> many => string.Join(", ", many),
        IFormattable one => one.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
