using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Messages;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

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
        notice.HasIndex(n => new { n.BusinessId, n.MemberId, n.At });
    }
}
