using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GarageDoorOS.Web.Data.Configurations;

internal sealed class BusinessConfiguration : IEntityTypeConfiguration<Business>
{
    public void Configure(EntityTypeBuilder<Business> business)
    {
        business.ToTable("businesses");
        business.Ignore(b => b.Zone).Ignore(b => b.Settings);
        business.Property(b => b.Version).IsConcurrencyToken().HasDefaultValue(1);
        business.HasIndex(b => b.NameKey).IsUnique();
        business.HasIndex(b => b.Number).IsUnique();
    }
}

internal sealed class TeamMemberConfiguration : IEntityTypeConfiguration<TeamMember>
{
    public void Configure(EntityTypeBuilder<TeamMember> member)
    {
        member.ToTable("team_members");
        member.HasIndex(m => new { m.BusinessId, m.UserId }).IsUnique();
        member.HasIndex(m => m.UserId);
        member.Ignore(m => m.Digest);
        member.Property(m => m.DigestAt).HasConversion<ValueConversions.TimeOfDay>();
        member.Property(m => m.DigestSentOn).HasConversion<ValueConversions.Day>();
        member.HasIndex(m => m.BusinessId).HasFilter("digest_at IS NOT NULL").HasDatabaseName("ix_team_members_digest");
        member.HasOne<User>().WithMany().HasForeignKey(m => m.UserId);
        member.HasOne<Business>().WithMany().HasForeignKey(m => m.BusinessId);
    }
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> key)
    {
        key.ToTable("api_keys");
        key.HasIndex(k => k.Hash).IsUnique();
        key.HasIndex(k => k.BusinessId);
    }
}

internal sealed class OwnRoleConfiguration : IEntityTypeConfiguration<OwnRole>
{
    public void Configure(EntityTypeBuilder<OwnRole> role)
    {
        role.ToTable("roles");
        role.HasKey(r => new { r.BusinessId, r.Id });
        role.HasIndex(r => new { r.BusinessId, r.Key }).IsUnique();
        role.HasIndex(r => new { r.BusinessId, r.NameKey }).IsUnique();
        role.Property(r => r.Version).IsConcurrencyToken();
        role.Property(r => r.Scope).HasConversion<int>();
        role.Ignore(r => r.AsRole);
    }
}

internal sealed class SourceConfiguration : IEntityTypeConfiguration<Source>
{
    public void Configure(EntityTypeBuilder<Source> source)
    {
        source.ToTable("sources");
        source.HasKey(s => new { s.BusinessId, s.Id });
        source.Property(s => s.Version).IsConcurrencyToken().HasDefaultValue(1);
        source.HasIndex(s => new { s.BusinessId, s.NameKey }).IsUnique();
    }
}

internal sealed class LostReasonConfiguration : IEntityTypeConfiguration<LostReason>
{
    public void Configure(EntityTypeBuilder<LostReason> reason)
    {
        reason.ToTable("lost_reasons");
        reason.HasKey(r => new { r.BusinessId, r.Id });
        reason.Property(r => r.Version).IsConcurrencyToken().HasDefaultValue(1);
        reason.HasIndex(r => new { r.BusinessId, r.NameKey }).IsUnique();
    }
}

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> user) => user.ToTable("users");
}

internal sealed class UserPartsConfiguration :
    IEntityTypeConfiguration<IdentityUserClaim<Guid>>, IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
    IEntityTypeConfiguration<IdentityUserToken<Guid>>, IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> claim) => claim.ToTable("user_claims");
    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> login) => login.ToTable("user_logins");
    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> token) => token.ToTable("user_tokens");

    // As schema version 3 of Identity has it; said here because Identity reads the version from the app's services, which migrations do not have.
    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> passkey)
    {
        passkey.ToTable("user_passkeys");
        passkey.HasKey(p => p.CredentialId);
        passkey.Property(p => p.CredentialId).HasMaxLength(1024);
        passkey.HasOne<User>().WithMany().HasForeignKey(p => p.UserId).IsRequired();
        passkey.OwnsOne(p => p.Data, data => data.ToJson());
    }
}
