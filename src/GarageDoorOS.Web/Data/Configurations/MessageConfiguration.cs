using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Domain.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GarageDoorOS.Web.Data.Configurations;

internal sealed class MessageConfiguration : IEntityTypeConfiguration<OutgoingMessage>
{
    public void Configure(EntityTypeBuilder<OutgoingMessage> message)
    {
        message.ToTable("outbox");
        message.Property(m => m.Kind).HasConversion<int>();
        message.Property(m => m.State).HasConversion<int>();
        message.HasIndex(m => new { m.State, m.DueAt });
        message.HasIndex(m => new { m.BusinessId, m.CreatedAt });
        message.HasIndex(m => new { m.Recipient, m.CreatedAt });
    }
}

internal sealed class LeadMessageConfiguration : IEntityTypeConfiguration<LeadMessage>
{
    public void Configure(EntityTypeBuilder<LeadMessage> message)
    {
        message.ToTable("lead_messages");
        message.HasKey(m => new { m.BusinessId, m.Id });
        message.Property(m => m.Channel).HasConversion<int>();
        message.Property(m => m.State).HasConversion<int>();
        message.Property(m => m.Version).IsConcurrencyToken();
        message.Property(m => m.By).HasConversion((ValueConverter)new ValueConversions.JsonOf<ActorIdentity>());
        message.Ignore(m => m.IsInbound);
        message.HasIndex(m => new { m.BusinessId, m.LeadId, m.At, m.Id }).HasDatabaseName("ix_lead_messages_lead");
        message.HasIndex(m => new { m.BusinessId, m.Address, m.At, m.Id }).HasDatabaseName("ix_lead_messages_address");
        message.HasIndex(m => new { m.BusinessId, m.EnrolmentId }).HasFilter("state = 0").HasDatabaseName("ix_lead_messages_queued");
        message.HasIndex(m => new { m.BusinessId, m.At, m.Id }).HasFilter("state = 5").HasDatabaseName("ix_lead_messages_received");
        // What came in comes once, however often its vendor tells.
        message.HasIndex(m => new { m.BusinessId, m.Channel, m.VendorId }).IsUnique().HasFilter("vendor_id IS NOT NULL").HasDatabaseName("ix_lead_messages_vendor");
    }
}

internal sealed class MailAccountConfiguration : IEntityTypeConfiguration<MailAccount>
{
    public void Configure(EntityTypeBuilder<MailAccount> account)
    {
        account.ToTable("mail_accounts");
        account.HasKey(a => a.BusinessId);
        account.Ignore(a => a.Facts);
        account.Property(a => a.BusinessId).ValueGeneratedNever();
        account.Property(a => a.User).HasColumnName("user_name"); // «user» is a word of SQL
        account.Property(a => a.Version).IsConcurrencyToken();
    }
}

internal sealed class SmsAccountConfiguration : IEntityTypeConfiguration<SmsAccount>
{
    public void Configure(EntityTypeBuilder<SmsAccount> account)
    {
        account.ToTable("sms_accounts");
        account.HasKey(a => a.BusinessId);
        account.Ignore(a => a.Facts);
        account.Property(a => a.BusinessId).ValueGeneratedNever();
        account.Property(a => a.Vendor).HasConversion<int>();
        account.Property(a => a.From).HasColumnName("from_number"); // «from» is a word of SQL
        account.Property(a => a.Version).IsConcurrencyToken();
    }
}

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> invitation)
    {
        invitation.ToTable("invitations");
        invitation.HasKey(i => new { i.BusinessId, i.Id });
        invitation.HasIndex(i => new { i.BusinessId, i.Email });
    }
}

internal sealed class NoticeConfiguration : IEntityTypeConfiguration<Notice>
{
    public void Configure(EntityTypeBuilder<Notice> notice)
    {
        notice.ToTable("notices");
        notice.HasKey(n => new { n.BusinessId, n.Id });
        notice.Property(n => n.Kind).HasConversion<int>();
        notice.HasIndex(n => new { n.BusinessId, n.MemberId, n.At });
    }
}
