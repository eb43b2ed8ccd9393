using GarageDoorOS.Domain.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GarageDoorOS.Web.Data.Configurations;

internal sealed class ImportConfiguration :
    IEntityTypeConfiguration<Import>, IEntityTypeConfiguration<ImportChunk>, IEntityTypeConfiguration<ImportError>, IEntityTypeConfiguration<SavedMapping>
{
    public void Configure(EntityTypeBuilder<Import> import)
    {
        import.ToTable("imports");
        import.HasKey(i => new { i.BusinessId, i.Id });
        import.Property(i => i.State).HasConversion<int>();
        import.Property(i => i.Kind).HasConversion<int>();
        import.OwnsOne(i => i.StartedBy, by => Named(by, "started_by"));
        import.Navigation(i => i.StartedBy).IsRequired();
        import.OwnsOne(i => i.UndoneBy, by => Named(by, "undone_by"));
    }

    private static void Named(OwnedNavigationBuilder<Import, ActorIdentity> by, string prefix)
    {
        by.Property(b => b.Kind).HasColumnName($"{prefix}_kind");
        by.Property(b => b.Id).HasColumnName($"{prefix}_id");
        by.Property(b => b.Name).HasColumnName($"{prefix}_name");
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

    public void Configure(EntityTypeBuilder<SavedMapping> mapping)
    {
        mapping.ToTable("import_mappings");
        mapping.HasKey(m => new { m.BusinessId, m.Id });
        mapping.HasIndex(m => new { m.BusinessId, m.Kind, m.NameKey }).IsUnique();
        mapping.Property(m => m.Kind).HasConversion<int>();
    }
}
