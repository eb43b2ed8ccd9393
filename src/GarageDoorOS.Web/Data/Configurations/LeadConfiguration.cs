using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GarageDoorOS.Web.Data.Configurations;

internal sealed class LeadConfiguration : IEntityTypeConfiguration<Lead>
{
    public void Configure(EntityTypeBuilder<Lead> lead)
    {
        lead.ToTable("leads");
        lead.HasKey(l => new { l.BusinessId, l.Id });
        lead.Property(l => l.Version).IsConcurrencyToken();
        lead.Property(l => l.Status).HasConversion<int>();
        lead.Property(l => l.NextDueSort).HasDefaultValue(TaskDue.Closed);
        lead.Property(l => l.NextKind).HasConversion<int?>();
        lead.Property(l => l.NextTask).HasDefaultValue("");
        lead.Ignore(l => l.NextDue).Ignore(l => l.Title).Ignore(l => l.IsDeleted).Ignore(l => l.Facts).Ignore(l => l.Keys);
        lead.HasIndex(l => new { l.BusinessId, l.ImportId, l.ImportLine }).IsUnique().HasFilter("import_id IS NOT NULL");
        lead.HasIndex(l => new { l.BusinessId, l.CustomerId }).HasFilter("customer_id IS NOT NULL");
        lead.HasIndex(l => new { l.BusinessId, l.DeletedAt }).HasFilter("deleted_at IS NOT NULL").HasDatabaseName("ix_leads_trash");

        // The list walks one of these, whatever it is sorted by; each is as long as what is not in the trash.
        Listed(lead, "name", nameof(Lead.NameSort));
        Listed(lead, "company", nameof(Lead.CompanySort));
        Listed(lead, "status", nameof(Lead.Status));
        Listed(lead, "source", nameof(Lead.SourceSort));
        Listed(lead, "value", nameof(Lead.ValueSort));
        Listed(lead, "assignee", nameof(Lead.AssigneeSort));
        Listed(lead, "came_at", nameof(Lead.CameAt));
        Listed(lead, "created_at", nameof(Lead.CreatedAt));
        Listed(lead, "updated_at", nameof(Lead.UpdatedAt));
        // What is due on a day is sorted by when they came, and never touches the table for it.
        lead.HasIndex(l => new { l.BusinessId, l.NextDueSort, l.Id, l.CameAt }).HasDatabaseName("ix_leads_next_due").HasFilter("deleted_at IS NULL");
        lead.HasIndex(l => new { l.BusinessId, l.CadenceId, l.NextDueSort, l.Id }).HasDatabaseName("ix_leads_cadence").HasFilter("cadence_id IS NOT NULL AND deleted_at IS NULL");
        lead.HasIndex(l => new { l.BusinessId, l.NextKind, l.NextDueSort, l.Id }).HasDatabaseName("ix_leads_next_kind").HasFilter("next_kind IS NOT NULL AND deleted_at IS NULL");
        Listed(lead, "status_value", nameof(Lead.Status), nameof(Lead.ValueSort));
        Listed(lead, "status_came_at", nameof(Lead.Status), nameof(Lead.CameAt));
        Listed(lead, "assignee_came_at", nameof(Lead.AssigneeId), nameof(Lead.CameAt));

        // All that filters ask, in one index: counts and filtered sums never touch the table.
        lead.HasIndex(l => new { l.BusinessId, l.Status, l.SourceId, l.AssigneeId, l.CreatedAt, l.ValueSort, l.Id })
            .HasFilter("deleted_at IS NULL").HasDatabaseName("ix_leads_filters");
    }

    private static void Listed(EntityTypeBuilder<Lead> lead, string name, params string[] columns) =>
        lead.HasIndex(["BusinessId", .. columns, "Id"], $"ix_leads_{name}").HasDatabaseName($"ix_leads_{name}").HasFilter("deleted_at IS NULL");
}

internal sealed class LeadTotalConfiguration : IEntityTypeConfiguration<LeadTotal>
{
    public void Configure(EntityTypeBuilder<LeadTotal> total)
    {
        total.ToTable("lead_totals");
        total.HasKey(t => new { t.BusinessId, t.AssigneeId, t.Status });
        total.Property(t => t.Status).HasConversion<int>();
    }
}

internal sealed class SavedViewConfiguration : IEntityTypeConfiguration<SavedView>
{
    public void Configure(EntityTypeBuilder<SavedView> view)
    {
        view.ToTable("saved_views");
        view.HasKey(v => new { v.BusinessId, v.Id });
        view.Property(v => v.Version).IsConcurrencyToken();
        view.HasIndex(v => new { v.BusinessId, v.OwnerId, v.NameSort });
    }
}

internal sealed class ConversionConfiguration : IEntityTypeConfiguration<Conversion>
{
    public void Configure(EntityTypeBuilder<Conversion> conversion)
    {
        conversion.ToTable("conversions");
        conversion.HasKey(c => new { c.BusinessId, c.LeadId });
        conversion.HasIndex(c => new { c.BusinessId, c.CustomerId });
        conversion.Property(c => c.Way).HasConversion<int>();
    }
}
