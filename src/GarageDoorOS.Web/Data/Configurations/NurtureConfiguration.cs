using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Domain.Nurture;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace GarageDoorOS.Web.Data.Configurations;

internal sealed class NurtureTaskConfiguration : IEntityTypeConfiguration<NurtureTask>
{
    public void Configure(EntityTypeBuilder<NurtureTask> task)
    {
        task.ToTable("nurture_tasks");
        task.HasKey(t => new { t.BusinessId, t.Id });
        task.Property(t => t.Version).IsConcurrencyToken();
        task.Property(t => t.Kind).HasConversion<int>();
        task.Property(t => t.State).HasConversion<int>();
        task.Property(t => t.Outcome).HasConversion<int?>();
        task.Property(t => t.ClosedBy).HasConversion((ValueConverter)new ValueConversions.JsonOf<ActorIdentity>());
        task.Ignore(t => t.Due).Ignore(t => t.IsPending).Ignore(t => t.Facts);
        task.HasIndex(t => new { t.BusinessId, t.LeadId, t.State, t.DueSort, t.Id }).HasDatabaseName("ix_nurture_tasks_lead");
        task.HasIndex(t => new { t.BusinessId, t.DueSort, t.Id }).HasFilter("state = 0").HasDatabaseName("ix_nurture_tasks_pending");
    }
}
