using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Calls;

/// <summary>Takes one's own call out of the corner: what came of it is said later, in the log.</summary>
public sealed class PutOffCall(AppDb db, CurrentUser user)
{
    public static async Task<IResult> FromPage(Guid id, PutOffCall later, ShowCallPanel panel, HttpContext context, Html html, CancellationToken ct)
    {
        var done = await later.Handle(id, ct);
        if (!done.IsOk) return done.Problem.ToPage();
        return context.IsHtmx() ? await panel.Fragment(html, ct) : Results.Redirect(CallRoutes.Log);
    }

    public Task<Result<Call>> Handle(Guid id, CancellationToken ct) => db.InTransaction<Result<Call>>(async () =>
    {
        if (await db.Held<Call>(id).SingleOrDefaultAsync(c => c.MemberId == user.MemberId, ct) is not { } call) return new Problem.NotFound();
        call.PutOff();
        await db.SaveChangesAsync(ct);
        return call;
    }, ct);
}
