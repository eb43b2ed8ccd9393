using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GarageDoorOS.Web.Data.Configurations;

internal sealed class CallConfiguration : IEntityTypeConfiguration<Call>
{
    public void Configure(EntityTypeBuilder<Call> call)
    {
        call.ToTable("calls");
        call.HasKey(c => new { c.BusinessId, c.Id });
        call.Ignore(c => c.IsLive);
        call.Property(c => c.Direction).HasConversion<int>();
        call.Property(c => c.State).HasConversion<int>();
        call.Property(c => c.End).HasColumnName("ended_how").HasConversion<int>(); // «end» is a word of SQL
        call.Property(c => c.Outcome).HasConversion<int>();
        call.Property(c => c.Version).IsConcurrencyToken();
        call.Property(c => c.LoggedBy).HasConversion((ValueConverter)new ValueConversions.JsonOf<ActorIdentity>());
        // The log: what wants a word first, then the newest. Id: calls of one moment.
        call.HasIndex(c => new { c.BusinessId, c.IsOpen, c.At, c.Id }).IsDescending(false, true, true, true).HasDatabaseName("ix_calls_log");
        // The same, narrowed by one thing.
        call.HasIndex(c => new { c.BusinessId, c.IsOpen, c.Direction, c.At, c.Id }).IsDescending(false, false, false, true, true).HasDatabaseName("ix_calls_direction");
        call.HasIndex(c => new { c.BusinessId, c.IsOpen, c.End, c.At, c.Id }).IsDescending(false, false, false, true, true).HasDatabaseName("ix_calls_end");
        call.HasIndex(c => new { c.BusinessId, c.IsOpen, c.MemberId, c.At, c.Id }).IsDescending(false, false, false, true, true).HasDatabaseName("ix_calls_of_member");
        call.HasIndex(c => new { c.BusinessId, c.At, c.Id }).HasDatabaseName("ix_calls_at");
        call.HasIndex(c => new { c.BusinessId, c.LeadId, c.At }).HasDatabaseName("ix_calls_lead");
        call.HasIndex(c => new { c.BusinessId, c.CustomerId, c.At }).HasDatabaseName("ix_calls_customer");
        call.HasIndex(c => new { c.BusinessId, c.MemberId, c.At }).HasDatabaseName("ix_calls_member");
        call.HasIndex(c => new { c.BusinessId, c.Number, c.At }).HasDatabaseName("ix_calls_number");
        call.HasIndex(c => new { c.BusinessId, c.State, c.At }).HasFilter("state < 5").HasDatabaseName("ix_calls_live");
        // What comes in comes once, however often its vendor tells.
        call.HasIndex(c => new { c.BusinessId, c.VendorId }).IsUnique().HasFilter("vendor_id IS NOT NULL").HasDatabaseName("ix_calls_vendor");
    }
}

internal sealed class TelephonyAccountConfiguration : IEntityTypeConfiguration<TelephonyAccount>
{
    public void Configure(EntityTypeBuilder<TelephonyAccount> account)
    {
        account.ToTable("telephony_accounts");
        account.HasKey(a => a.BusinessId);
        account.Ignore(a => a.Facts);
        account.Property(a => a.BusinessId).ValueGeneratedNever();
        account.Property(a => a.Vendor).HasConversion<int>();
        account.Property(a => a.Limits).HasConversion((ValueConverter)new ValueConversions.JsonOf<CallLimits>());
        account.Property(a => a.Version).IsConcurrencyToken();
    }
}

internal sealed class MemberPhoneConfiguration : IEntityTypeConfiguration<MemberPhone>
{
    public void Configure(EntityTypeBuilder<MemberPhone> phone)
    {
        phone.ToTable("member_phones");
        phone.HasKey(p => new { p.BusinessId, p.MemberId });
        phone.Ignore(p => p.IsVerified);
    }
}
