using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Domain.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GarageDoorOS.Web.Data.Configurations;

internal sealed class ConsentConfiguration : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> consent)
    {
        consent.ToTable("consents");
        consent.HasKey(c => new { c.BusinessId, c.Id });
        consent.Ignore(c => c.About);
        consent.Property(c => c.Channel).HasConversion<int>();
        consent.Property(c => c.How).HasConversion<int>();
        consent.Property(c => c.By).HasConversion((ValueConverter)new ValueConversions.JsonOf<ActorIdentity>()).HasColumnName("noted_by"); // «by» is a word of SQL
        consent.HasIndex(c => new { c.BusinessId, c.Address, c.Channel, c.IsBinding, c.At, c.Id }).HasDatabaseName("ix_consents_address");
    }
}

internal sealed class SendingRulesConfiguration : IEntityTypeConfiguration<SendingRules>
{
    public void Configure(EntityTypeBuilder<SendingRules> rules)
    {
        rules.ToTable("sending_rules");
        rules.HasKey(r => r.BusinessId);
        rules.Ignore(r => r.Facts);
        rules.Property(r => r.BusinessId).ValueGeneratedNever();
        rules.Property(r => r.From).HasColumnName("hours_from");
        rules.Property(r => r.To).HasColumnName("hours_to");
        rules.Property(r => r.States).HasConversion(new ValueConversions.Json<StateHours>(), new ValueConversions.Same<StateHours>());
        rules.Property(r => r.Version).IsConcurrencyToken();
    }
}
