using System.Reflection;
using GarageDoorOS.Domain;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data;

/// <summary>Adds to every record of a business the filter that hides those of other businesses.</summary>
internal static class TenantFilters
{
    private static readonly MethodInfo One = typeof(TenantFilters).GetMethod(nameof(Filter), BindingFlags.NonPublic | BindingFlags.Static)!;

    public static void Apply(ModelBuilder builder, AppDb db)
    {
        foreach (var type in builder.Model.GetEntityTypes().Select(t => t.ClrType).Where(typeof(IBusinessRecord).IsAssignableFrom).ToList())
            One.MakeGenericMethod(type).Invoke(null, [builder, db]);
    }

    private static void Filter<T>(ModelBuilder builder, AppDb db) where T : class, IBusinessRecord =>
        builder.Entity<T>().HasQueryFilter(record => record.BusinessId == db.BusinessId);
}
