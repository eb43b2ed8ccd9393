using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Brings a lead back from the trash, within 30 days.</summary>
public sealed class RestoreLead(AppDb db, CurrentUser user, IClock clock)
{
    public static async Task<IResult> FromPage(Guid id, RestoreLead restore, HttpContext context, CancellationToken ct) =>
        (await restore.Handle(id, ct)).Match(lead => Done.Answer(context, $"{lead.Title} is back.", "leads-changed", $"/leads/{id}"), problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, RestoreLead restore, CurrentBusiness business, HttpResponse response, CancellationToken ct) =>
        (await restore.Handle(id, ct)).Match(lead => LeadJson.Ok(response, lead, business), problem => problem.ToJson());

    /// <summary>A lead that is not in the trash is left as it is: an undo sent twice does no harm.</summary>
    public Task<Result<Lead>> Handle(Guid id, CancellationToken ct) => db.InTransaction<Result<Lead>>(async () =>
    {
        var lead = await db.Held<Lead>(id).VisibleTo(user).SingleOrDefaultAsync(ct);
        var now = clock.GetCurrentInstant();
        if (lead is null || lead.DeletedAt < Trash.Oldest(now)) return new Problem.NotFound();
        if (!lead.IsDeleted) return lead;

        lead.Restore(now);
        db.Note(lead, user.Actor, ActivityKinds.Restored, now);
        await db.SaveChangesAsync(ct);
        return lead;
    }, ct);
}
