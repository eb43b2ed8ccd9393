using GarageDoorOS.Domain.Activities;
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

internal sealed class StoredAnswerConfiguration : IEntityTypeConfiguration<StoredAnswer>
{
    public void Configure(EntityTypeBuilder<StoredAnswer> answer)
    {
        answer.ToTable("idempotency_keys");
        answer.HasKey(a => new { a.BusinessId, a.CallerId, a.Key });
        answer.HasIndex(a => new { a.BusinessId, a.CreatedAt });
    }
}
