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
        task.Ignore(t => t.Due).Ignore(t => t.IsPending).Ignore(t => t.IsClosing).Ignore(t => t.Facts);
        task.HasIndex(t => new { t.BusinessId, t.LeadId, t.State, t.DueSort, t.Id }).HasDatabaseName("ix_nurture_tasks_lead");
        task.HasIndex(t => new { t.BusinessId, t.DueSort, t.Id }).HasFilter("state = 0").HasDatabaseName("ix_nurture_tasks_pending");
        task.HasIndex(t => new { t.BusinessId, t.DueSort, t.Id }, "ix_nurture_tasks_automatic").HasFilter("state = 0 AND is_automatic").HasDatabaseName("ix_nurture_tasks_automatic");
    }
}

internal sealed class CadenceConfiguration : IEntityTypeConfiguration<Cadence>
{
    public void Configure(EntityTypeBuilder<Cadence> cadence)
    {
        cadence.ToTable("cadences");
        cadence.HasKey(c => new { c.BusinessId, c.Id });
        cadence.Property(c => c.Version).IsConcurrencyToken();
        cadence.Property(c => c.Steps).HasConversion(new ValueConversions.Json<CadenceStep>(), new ValueConversions.Same<CadenceStep>());
        cadence.Property(c => c.Starts).HasConversion((ValueConverter)new ValueConversions.JsonOf<StartRule>());
        cadence.Ignore(c => c.IsDeleted).Ignore(c => c.Facts).Ignore(c => c.AllSteps).Ignore(c => c.Closing);
        cadence.HasIndex(c => new { c.BusinessId, c.NameKey }).IsUnique().HasFilter("deleted_at IS NULL");
    }
}

internal sealed class EnrolmentConfiguration : IEntityTypeConfiguration<Enrolment>
{
    public void Configure(EntityTypeBuilder<Enrolment> enrolment)
    {
        enrolment.ToTable("enrolments");
        enrolment.HasKey(e => new { e.BusinessId, e.Id });
        enrolment.Property(e => e.Version).IsConcurrencyToken();
        enrolment.Property(e => e.State).HasConversion<int>();
        enrolment.Property(e => e.End).HasConversion<int?>();
        enrolment.Property(e => e.StartedBy).HasConversion((ValueConverter)new ValueConversions.JsonOf<ActorIdentity>());
        enrolment.Property(e => e.Step).HasConversion((ValueConverter)new ValueConversions.JsonOf<CadenceStep>());
        enrolment.Ignore(e => e.StepId).Ignore(e => e.IsRunning).Ignore(e => e.After);
        enrolment.HasIndex(e => new { e.BusinessId, e.LeadId }, "ix_enrolments_running").IsUnique().HasFilter("state = 0").HasDatabaseName("ix_enrolments_running");
        enrolment.HasIndex(e => new { e.BusinessId, e.LeadId, e.StartedAt, e.Id }).HasDatabaseName("ix_enrolments_lead");
        enrolment.HasIndex(e => new { e.BusinessId, e.CadenceId, e.State, e.Id }).HasDatabaseName("ix_enrolments_cadence");
    }
}

internal sealed class WaitingStartConfiguration : IEntityTypeConfiguration<WaitingStart>
{
    public void Configure(EntityTypeBuilder<WaitingStart> start)
    {
        start.ToTable("waiting_starts");
        start.HasKey(s => new { s.BusinessId, s.LeadId });
        start.Property(s => s.StartedBy).HasConversion((ValueConverter)new ValueConversions.JsonOf<ActorIdentity>());
    }
}
