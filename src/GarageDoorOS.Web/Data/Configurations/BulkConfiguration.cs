using GarageDoorOS.Domain.Leads;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GarageDoorOS.Web.Data.Configurations;

internal sealed class BulkConfiguration : IEntityTypeConfiguration<BulkAction>, IEntityTypeConfiguration<BulkPortion>
{
    public void Configure(EntityTypeBuilder<BulkAction> action)
    {
        action.ToTable("bulk_actions");
        action.HasKey(a => new { a.BusinessId, a.Id });
        action.HasIndex(a => new { a.BusinessId, a.At });
        action.Property(a => a.Kind).HasConversion<int>();
    }

    public void Configure(EntityTypeBuilder<BulkPortion> portion)
    {
        portion.ToTable("bulk_portions");
        portion.HasKey(p => new { p.BusinessId, p.ActionId, p.Number });
        portion.Property(p => p.Leads).HasConversion(new ValueConversions.Json<LeadBefore>(), new ValueConversions.Same<LeadBefore>());
    }
}
