using GarageDoorOS.Domain.Audit;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Http;

/// <summary>Routes whose use is told in the audit log although it changes nothing that is: exports, links, what guards an account.</summary>
internal static class AuditedRoute
{
    /// <summary>Each use that is not refused is an entry: before an export leaves the house.</summary>
    public static RouteHandlerBuilder Audits(this RouteHandlerBuilder route, string kind, string subject) => route.AddEndpointFilter(async (context, next) =>
    {
        var (http, services) = (context.HttpContext, context.HttpContext.RequestServices);
        var answer = await next(context);
        if (answer is ProblemJson or ProblemPage or IStatusCodeHttpResult { StatusCode: >= 400 }) return answer;
        var (db, user, ct) = (services.GetRequiredService<AppDb>(), services.GetRequiredService<CurrentUser>(), http.RequestAborted);
        var member = subject == AuditSubject.TeamMember && Guid.TryParse(http.GetRouteValue("id") as string, out var id)
            ? await db.TeamMembers.Where(m => m.Id == id).Select(m => new { m.Id, m.Name }).SingleOrDefaultAsync(ct) : null;
        var query = http.Request.QueryString.HasValue ? new Domain.FieldChange("filter", null, Uri.UnescapeDataString(http.Request.QueryString.Value![1..].Replace('+', ' '))) : null;
        db.Add(AuditEntry.Of(db.BusinessId, user.Actor, kind, new(subject, member?.Id, member?.Name ?? ""), user.Address, services.GetRequiredService<IClock>().GetCurrentInstant(), query));
        await db.SaveChangesAsync(ct);
        return answer;
    });
}
