using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Audit;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data.Audit;
using GarageDoorOS.Web.Data.Live;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data;

/// <summary>The database as the app sees it: only the current business, whichever engine is below.</summary>
public abstract partial class AppDb(DbContextOptions options, CurrentBusiness business, AuditTrail? trail, LiveSignals? signals) : IdentityUserContext<User, Guid>(options), IDataProtectionKeyContext
{
    public DbSet<Business> Businesses => Set<Business>();
    public DbSet<TeamMember> TeamMembers => Set<TeamMember>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<OwnRole> OwnRoles => Set<OwnRole>();
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();
    public DbSet<Source> Sources => Set<Source>();
    public DbSet<LostReason> LostReasons => Set<LostReason>();
    public DbSet<Lead> Leads => Set<Lead>();
    public DbSet<LeadTotal> LeadTotals => Set<LeadTotal>();
    public DbSet<BulkAction> BulkActions => Set<BulkAction>();
    public DbSet<BulkPortion> BulkPortions => Set<BulkPortion>();
    public DbSet<SavedView> SavedViews => Set<SavedView>();
    public DbSet<Conversion> Conversions => Set<Conversion>();
    public DbSet<Customer> Customers => Set<Customer>();
    public DbSet<CustomerMerge> CustomerMerges => Set<CustomerMerge>();
    public DbSet<Estimate> Estimates => Set<Estimate>();
    public DbSet<Job> Jobs => Set<Job>();
    public DbSet<NurtureTask> NurtureTasks => Set<NurtureTask>();
    public DbSet<Cadence> Cadences => Set<Cadence>();
    public DbSet<Enrolment> Enrolments => Set<Enrolment>();
    public DbSet<WaitingStart> WaitingStarts => Set<WaitingStart>();
    public DbSet<ContactKey> ContactKeys => Set<ContactKey>();
    public DbSet<Activity> Activities => Set<Activity>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<Import> Imports => Set<Import>();
    public DbSet<ImportChunk> ImportChunks => Set<ImportChunk>();
    public DbSet<ImportError> ImportErrors => Set<ImportError>();
    public DbSet<SavedMapping> SavedMappings => Set<SavedMapping>();
    public DbSet<StoredAnswer> StoredAnswers => Set<StoredAnswer>();

    /// <summary>Of all businesses, for whoever sends; a business asks <see cref="Outbox"/>.</summary>
    internal DbSet<OutgoingMessage> OutgoingMessages => Set<OutgoingMessage>();
    public DbSet<LeadMessage> LeadMessages => Set<LeadMessage>();
    public DbSet<MailAccount> MailAccounts => Set<MailAccount>();
    public DbSet<SmsAccount> SmsAccounts => Set<SmsAccount>();
    public DbSet<Call> Calls => Set<Call>();
    public DbSet<TelephonyAccount> TelephonyAccounts => Set<TelephonyAccount>();
    public DbSet<MemberPhone> MemberPhones => Set<MemberPhone>();
    public DbSet<Consent> Consents => Set<Consent>();
    public DbSet<SendingRules> SendingRules => Set<SendingRules>();
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected CurrentBusiness Business { get; } = business;

    /// <summary>The tenant in every query filter; without one, nothing is found.</summary>
    public Guid BusinessId => Business.Id ?? Guid.Empty;

    /// <summary>Whether leads of this business are nurtured now.</summary>
    internal bool IsNurturing => Business.Id is not null && Business.IsNurturing;

    /// <summary>Whether a save failed because a unique index has the value already.</summary>
    public abstract bool IsUniqueViolation(DbUpdateException exception);

    /// <summary>Keeps one connection for the whole unit of work: opening one costs as much as a query.</summary>
    public Task Hold(CancellationToken ct = default) => Database.OpenConnectionAsync(ct);

    /// <summary>Gives that connection back before the end, for what only waits from here on.</summary>
    public Task LetGo() => Database.CloseConnectionAsync();

    /// <summary>Makes <paramref name="business"/> the one that this unit of work sees, before its first query.</summary>
    public virtual Task Enter(Business business, CancellationToken ct = default)
    {
        Business.Enter(business);
        return Task.CompletedTask;
    }

    /// <summary>The same for a business that is known by its id.</summary>
    public async Task Enter(Guid businessId, CancellationToken ct) => await Enter(await Businesses.AsNoTracking().SingleAsync(business => business.Id == businessId, ct), ct);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(AppDb).Assembly);
        TenantFilters.Apply(builder, this);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) => ValueConversions.Configure(conventions);
}
