using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GarageDoorOS.Web.Data;

/// <summary>
/// The integer that ties a record to its line in the full-text index of SQLite. Its high bits are the business's number, so that a search
/// reads only the part of the index that belongs to the business.
/// </summary>
internal static class SearchKeys
{
    public const string Property = "SearchKey", Column = "search_key";
    private const int BitsOfOneBusiness = 40;

    public static (long First, long Last) RangeOf(int businessNumber) =>
        ((long)businessNumber << BitsOfOneBusiness, ((long)(businessNumber + 1) << BitsOfOneBusiness) - 1);

    public static void Map<T>(EntityTypeBuilder<T> entity) where T : class
    {
        entity.Property<long>(Property);
        entity.HasIndex(Property).IsUnique();
    }

    /// <summary>The last key given in <paramref name="table"/> to the business; the next one is one more.</summary>
    public static async Task<long> LastOf(AppDb db, string table, int businessNumber, CancellationToken ct)
    {
        var (first, last) = RangeOf(businessNumber);
        var sql = "SELECT coalesce(max(search_key), {0}) AS \"Value\" FROM " + table + " WHERE search_key BETWEEN {0} AND {1}";
        return await db.Database.SqlQueryRaw<long>(sql, first, last).SingleAsync(ct);
    }

    public static async Task Give<T>(AppDb db, IEnumerable<EntityEntry<T>> entries, string table, CurrentBusiness business, CancellationToken ct)
        where T : class, IReachable
    {
        var added = entries.Where(e => e.State == EntityState.Added).ToList();
        if (added.Count == 0) return;
        var key = await LastOf(db, table, business.Number, ct);
        foreach (var entry in added) entry.Property(Property).CurrentValue = ++key;
    }
}
