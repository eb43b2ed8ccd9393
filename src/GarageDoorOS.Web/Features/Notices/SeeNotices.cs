using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Notices;

/// <summary>This team member has seen what they were told, up to the newest notice that was on the page.</summary>
public sealed class SeeNotices(AppDb db, CurrentUser user, IClock clock)
{
    /// <summary><c>newest</c>: the id of the newest notice that was seen.</summary>
    public sealed record Request(Guid? Newest);

    public static async Task<IResult> FromPage([FromForm] Guid? newest, SeeNotices see, Html html, HttpContext context, CancellationToken ct)
    {
        var unseen = await see.Handle(newest, ct);
        return context.IsHtmx() ? html.Fragment<NoticeMark>(new { UnseenNotices = unseen }) : Results.Redirect("/notices");
    }

    public static async Task<IResult> FromApi(JsonBody body, SeeNotices see, ListNotices list, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var newest = json.Id("newest");
        json.Finish();
        if (errors.Any) return errors.ToProblem().ToJson();
        var unseen = await see.Handle(newest, ct);
        return Results.Ok(await list.Handle(ct) with { Unseen = unseen });
    }

    /// <summary>Gives back how many are left.</summary>
    public Task<int> Handle(Guid? newest, CancellationToken ct) => user.MemberId is not { } me ? Task.FromResult(0) : db.InTransaction(async () =>
    {
        // First the person, whose row every new notice takes too: so the number and the notices agree.
        await db.TeamMembers.Where(m => m.Id == me).ExecuteUpdateAsync(set => set.SetProperty(m => m.UnseenNotices, m => m.UnseenNotices), ct);
        var (now, last) = (clock.GetCurrentInstant(), await db.Notices.Where(n => n.MemberId == me && n.Id == newest).Select(n => (Instant?)n.At).SingleOrDefaultAsync(ct));
        await db.Notices.Where(n => n.MemberId == me && n.SeenAt == null && n.At <= last).ExecuteUpdateAsync(set => set.SetProperty(n => n.SeenAt, now), ct);
        var left = await db.Notices.CountAsync(n => n.MemberId == me && n.SeenAt == null, ct);
        await db.TeamMembers.Where(m => m.Id == me).ExecuteUpdateAsync(set => set.SetProperty(m => m.UnseenNotices, left), ct);
        return left;
    }, ct);
}
