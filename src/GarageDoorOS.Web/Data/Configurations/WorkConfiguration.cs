using GarageDoorOS.Domain.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GarageDoorOS.Web.Data.Configurations;

internal abstract class WorkConfiguration<T> : IEntityTypeConfiguration<T> where T : WorkRecord, IWork<T>
{
    public virtual void Configure(EntityTypeBuilder<T> work)
    {
        work.ToTable(T.Described.Plural);
        work.HasKey(w => new { w.BusinessId, w.Id });
        work.Property(w => w.Version).IsConcurrencyToken();
        work.Property(w => w.Status).HasConversion<int>();
        work.Ignore(w => w.What).Ignore(w => w.Kind).Ignore(w => w.IsDeleted).Ignore(w => w.Date).Ignore(w => w.Facts);
        work.HasIndex(w => new { w.BusinessId, w.CustomerId });
        work.HasIndex(w => new { w.BusinessId, w.DeletedAt }).HasFilter("deleted_at IS NOT NULL").HasDatabaseName($"ix_{T.Described.Plural}_trash");
        Listed(work, "title", nameof(WorkRecord.TitleSort));
        Listed(work, "status", nameof(WorkRecord.Status));
        Listed(work, "amount", nameof(WorkRecord.AmountSort));
        Listed(work, "date", nameof(WorkRecord.DateSort));
        Listed(work, "created_at", nameof(WorkRecord.CreatedAt));
        Listed(work, "updated_at", nameof(WorkRecord.UpdatedAt));
    }

    private static void Listed(EntityTypeBuilder<T> work, string name, string column)
    {
        var index = $"ix_{T.Described.Plural}_{name}";
        work.HasIndex(["BusinessId", column, "Id"], index).HasDatabaseName(index).HasFilter("deleted_at IS NULL");
    }
}

internal sealed class EstimateConfiguration : WorkConfiguration<Estimate>;

internal sealed class JobConfiguration : WorkConfiguration<Job>
{
    public override void Configure(EntityTypeBuilder<Job> work)
    {
        base.Configure(work);
        work.HasIndex(job => new { job.BusinessId, job.EstimateId }).IsUnique().HasFilter("estimate_id IS NOT NULL");
    }
}
