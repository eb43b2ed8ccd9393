using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.ConsentEntries;

/// <summary>A lead or customer who says yes or no for the addresses that are theirs.</summary>
public sealed record ConsentOwner(SubjectKind Kind, Guid Id, string Title, IReadOnlyList<string> Keys)
{
    public string Url => Kind == SubjectKind.Lead ? $"/leads/{Id}" : $"/customers/{Id}";
    public string Changed => Kind == SubjectKind.Lead ? "leads-changed" : "customers-changed";
}

/// <summary>Finds them among what the user may see.</summary>
public sealed class ConsentOwners(AppDb db, CurrentUser user)
{
    public async Task<ConsentOwner?> Find(SubjectKind kind, Guid id, CancellationToken ct) => kind == SubjectKind.Lead
        ? Of(await db.Leads.AsNoTracking().VisibleTo(user).SingleOrDefaultAsync(l => l.Id == id && l.DeletedAt == null, ct), l => l.Title)
        : Of(await db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.DeletedAt == null, ct), c => c.Title);

    private static ConsentOwner? Of<TRecord>(TRecord? record, Func<TRecord, string> title) where TRecord : class, IReachable =>
        record is null ? null : new(record.Kind, record.Id, title(record), record.Keys);
}
