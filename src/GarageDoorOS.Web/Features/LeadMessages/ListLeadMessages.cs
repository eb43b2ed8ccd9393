using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.LeadMessages;

/// <summary>What a lead was written and what it answered, the newest first.</summary>
public sealed class ListLeadMessages(AppDb db, CurrentUser user)
{
    private const int Most = 200;

    /// <summary>The last 200.</summary>
    public sealed record Response(IReadOnlyList<LeadMessageJson> Items);

    public static async Task<IResult> FromApi(Guid id, ListLeadMessages list, CancellationToken ct) => (await list.Handle(id, ct)).Match(found => Results.Ok(found), problem => problem.ToJson());

    public async Task<Result<Response>> Handle(Guid leadId, CancellationToken ct)
    {
        if (!await db.Leads.VisibleTo(user).AnyAsync(l => l.Id == leadId && l.DeletedAt == null, ct)) return new Problem.NotFound();
        var messages = await db.LeadMessages.AsNoTracking().Where(m => m.LeadId == leadId).OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Take(Most).ToListAsync(ct);
        return new Response([.. messages.Select(LeadMessageJson.Of)]);
    }
}
