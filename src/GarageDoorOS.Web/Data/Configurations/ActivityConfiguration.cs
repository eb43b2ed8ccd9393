using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GarageDoorOS.Web.Data.Configurations;

internal sealed class ActivityConfiguration : IEntityTypeConfiguration<Activity>
{
    public void Configure(EntityTypeBuilder<Activity> activity)
    {
        activity.ToTable("activities");
        activity.HasKey(a => new { a.BusinessId, a.Id });
        activity.HasIndex(a => new { a.BusinessId, a.SubjectId, a.At, a.Id });
        activity.Property(a => a.SubjectKind).HasConversion<int>();
        activity.Property(a => a.ActorKind).HasConversion<int>();
    }
}

internal sealed class ImportConfiguration :
    IEntityTypeConfiguration<Import>, IEntityTypeConfiguration<ImportChunk>, IEntityTypeConfiguration<ImportError>
{
    public void Configure(EntityTypeBuilder<Import> import)
    {
        import.ToTable("imports");
        import.HasKey(i => new { i.BusinessId, i.Id });
        import.Property(i => i.State).HasConversion<int>();
        import.OwnsOne(i => i.StartedBy, by =>
        {
            by.Property(b => b.Kind).HasColumnName("started_by_kind");
            by.Property(b => b.Id).HasColumnName("started_by_id");
            by.Property(b => b.Name).HasColumnName("started_by_name");
        });
        import.Navigation(i => i.StartedBy).IsRequired();
    }

    public void Configure(EntityTypeBuilder<ImportChunk> chunk)
    {
        chunk.ToTable("import_chunks");
        chunk.HasKey(c => new { c.BusinessId, c.ImportId, c.Number });
    }

    public void Configure(EntityTypeBuilder<ImportError> error)
    {
        error.ToTable("import_errors");
        error.HasKey(e => new { e.BusinessId, e.ImportId, e.Line });
    }
}

internal sealed class StoredAnswerConfiguration : IEntityTypeConfiguration<StoredAnswer>
{
    public void Configure(EntityTypeBuilder<StoredAnswer> answer)
    {
        answer.ToTable("idempotency_keys");
        answer.HasKey(a => new { a.BusinessId, a.CallerId, a.Key });
        answer.HasIndex(a => new { a.BusinessId, a.CreatedAt });
    }
}
