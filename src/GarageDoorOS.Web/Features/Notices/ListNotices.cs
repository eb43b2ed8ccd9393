using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Notices.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Notices;

/// <summary>What this team member was told lately, the newest first. A program has none.</summary>
public sealed class ListNotices(AppDb db, CurrentUser user)
{
    private const int Most = 100;

    /// <summary><c>kind</c>: given, wrote or missed_call. <c>leadId</c>: the lead, or the first of several. <c>leadName</c>: null where it is no longer theirs to see. <c>by</c>: who gave it, or what the lead was called then.</summary>
    public sealed record Row(Guid Id, string Kind, Guid LeadId, string? LeadName, int Leads, string By, Instant At, bool Seen);

    public sealed record Response(int Unseen, IReadOnlyList<Row> Items);

    public static async Task<IResult> FromPage(ListNotices list, Html html, CancellationToken ct) => html.Page<NoticesPage>(new { View = await list.Handle(ct), html.Viewer });

    public static async Task<IResult> FromApi(ListNotices list, CancellationToken ct) => Results.Ok(await list.Handle(ct));

    public async Task<Response> Handle(CancellationToken ct)
    {
        if (user.MemberId is not { } me) return new(0, []);
        var notices = await db.Notices.AsNoTracking().Where(n => n.MemberId == me).OrderByDescending(n => n.At).ThenByDescending(n => n.Id).Take(Most).ToListAsync(ct);
        var ids = notices.Select(n => n.LeadId).ToList();
        var names = await db.Leads.VisibleTo(user).Where(l => ids.Contains(l.Id) && l.DeletedAt == null).Select(l => new { l.Id, l.Name, l.Company }).ToDictionaryAsync(l => l.Id, l => l.Name.Length > 0 ? l.Name : l.Company, ct);
        return new(user.UnseenNotices, [.. notices.Select(n => new Row(n.Id, n.Kind.Word(), n.LeadId, names.GetValueOrDefault(n.LeadId), n.Leads, n.By, n.At, n.SeenAt is not null))]);
    }
}
