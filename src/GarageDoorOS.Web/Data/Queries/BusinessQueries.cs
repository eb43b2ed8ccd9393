using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

internal static class BusinessQueries
{
    public static Task<string?> NameOf(this AppDb db, Guid businessId, CancellationToken ct) =>
        db.Businesses.Where(b => b.Id == businessId).Select(b => b.Name).SingleOrDefaultAsync(ct);
}
