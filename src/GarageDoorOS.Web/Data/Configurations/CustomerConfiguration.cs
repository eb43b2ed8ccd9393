using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Customers;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GarageDoorOS.Web.Data.Configurations;

internal sealed class CustomerConfiguration : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> customer)
    {
        customer.ToTable("customers");
        customer.HasKey(c => new { c.BusinessId, c.Id });
        customer.Property(c => c.Version).IsConcurrencyToken();
        customer.Property(c => c.Type).HasConversion<int>();
        customer.Ignore(c => c.Title).Ignore(c => c.IsDeleted).Ignore(c => c.IsMerged).Ignore(c => c.Facts).Ignore(c => c.Keys);
        customer.HasIndex(c => new { c.BusinessId, c.MergedIntoId }).HasFilter("merged_into_id IS NOT NULL");
        customer.HasIndex(c => new { c.BusinessId, c.ImportId, c.ImportLine }).IsUnique().HasFilter("import_id IS NOT NULL");
        customer.HasIndex(c => new { c.BusinessId, c.DeletedAt }).HasFilter("deleted_at IS NOT NULL").HasDatabaseName("ix_customers_trash");
        Listed(customer, "name", nameof(Customer.NameSort));
        Listed(customer, "company", nameof(Customer.CompanySort));
        Listed(customer, "type", nameof(Customer.Type));
        Listed(customer, "created_at", nameof(Customer.CreatedAt));
        Listed(customer, "updated_at", nameof(Customer.UpdatedAt));
    }

    private static void Listed(EntityTypeBuilder<Customer> customer, string name, params string[] columns) =>
        customer.HasIndex(["BusinessId", .. columns, "Id"], $"ix_customers_{name}").HasDatabaseName($"ix_customers_{name}").HasFilter("deleted_at IS NULL");
}

internal sealed class CustomerMergeConfiguration : IEntityTypeConfiguration<CustomerMerge>
{
    public void Configure(EntityTypeBuilder<CustomerMerge> merge)
    {
        merge.ToTable("customer_merges");
        merge.HasKey(m => new { m.BusinessId, m.Id });
        merge.HasIndex(m => new { m.BusinessId, m.WinnerId, m.At });
        merge.Property(m => m.Before).HasConversion<ValueConversions.JsonOf<CustomerFacts>>();
    }
}

internal sealed class ContactKeyConfiguration : IEntityTypeConfiguration<ContactKey>
{
    public void Configure(EntityTypeBuilder<ContactKey> key)
    {
        key.ToTable("contact_keys");
        key.HasKey(k => new { k.BusinessId, k.Key, k.OwnerId });
        key.HasIndex(k => new { k.BusinessId, k.OwnerId });
        key.Property(k => k.OwnerKind).HasConversion<int>();
    }
}
