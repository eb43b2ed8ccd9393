using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Audit;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.AuditLog.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using NodaTime;

namespace GarageDoorOS.Web.Features.AuditLog;

/// <summary>Who did what, when, to which record and from where, newest first: the timelines of all records, and what stands on none.</summary>
public sealed class ListAuditLog(AppDb db, AuditLogSearch search, AuditDoor door, CurrentBusiness business)
{
    /// <summary>
    /// A line: of several fields that were saved at once each is one. <c>kind</c> is what it is about (lead, customer, team_member, role …), <c>recordId</c> and <c>record</c> which one, in the
    /// trash too. <c>address</c>: the network address, where it is known. <c>times</c>: how often within its minute.
    /// </summary>
    public sealed record Row(Guid Id, Instant At, TimelinePage.Who Actor, string Action, string Kind, Guid? RecordId, string Record, string? Field, string? Old, string? New, string? Address, int Times);

    /// <summary>One page. Where a filter lets few lines through a page may hold fewer than it could, and <c>nextAfter</c> leads on all the same; null is the end.</summary>
    public sealed record Response(IReadOnlyList<Row> Items, int PageSize, Guid? NextAfter);

    /// <summary>What was found, and what was wrong with the address.</summary>
    public sealed record Found(AuditLogSearch.Found Log, AuditLogSearch.Wanted Wanted, IReadOnlyDictionary<string, string> Names, FormErrors Errors);

    public static async Task<IResult> FromPage(HttpContext context, ListAuditLog list, AuditPeople people, Html html, CancellationToken ct)
    {
        var url = Url(context.Request);
        var found = (await list.Handle(url, isPage: true, ct)).Value;
        var view = new AuditList.Model(found, url, await people.All(ct), html.Viewer);
        return context.IsHtmx() && context.Request.Headers["HX-Target"] == "audit"
            ? html.Fragment<AuditList>(new { View = view })
            : html.Page<AuditPage>(new { View = view });
    }

    public static async Task<IResult> FromApi(HttpRequest request, ListAuditLog list, CancellationToken ct) =>
        (await list.Handle(ListWords.Of(request), isPage: false, ct)).Match(
            found => Results.Ok(new Response([.. found.Log.Page.Select(Of)], found.Wanted.Take, found.Log.NextAfter)),
            problem => problem.ToJson());

    /// <summary>On a page a wrong word is told beside the list and narrows nothing.</summary>
    public async Task<Result<Found>> Handle(ListUrl url, bool isPage, CancellationToken ct)
    {
        var errors = new FormErrors();
        var wanted = AuditFilter.Read(url, business.Zone, errors);
        if (errors.Any && !isPage) return errors.ToProblem();
        await door.WriteRefused(ct); // who looks sees what was refused this very minute, too
        var log = await search.Find(wanted, ct);
        return new Found(log, wanted, await db.NamesIn(log.Page.Select(line => line.Of), ct), errors);
    }

    /// <summary>The words of the log that the address has.</summary>
    internal static ListUrl Url(HttpRequest request) => ListUrl.Of(AuditLogRoutes.Page, ListWords.Of(request).Words.Where(w => AuditFilter.Words.ContainsKey(w.Key)));

    private static Row Of(LoggedLine line) => new(
        line.Of.Id, line.Of.At, new(line.Of.ActorKind, line.Of.ActorId, line.Of.ActorName), line.Of.Kind, line.Subject, line.SubjectId, line.Name,
        line.Of.Field, line.Of.Old, line.Of.New, line.Entry?.Address, line.Entry?.Times ?? 1);
}
