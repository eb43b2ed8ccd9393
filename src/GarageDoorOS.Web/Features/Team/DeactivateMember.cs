using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Team.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Team;

/// <summary>Ends somebody's place in the team, at once; their open leads go to another or to the pool first.</summary>
public sealed class DeactivateMember(AppDb db, CurrentUser user, TeamRoles roles, HandOver handOver, ListTeam list)
{
    /// <summary><paramref name="HandOverTo"/>: who takes the open leads, null for the pool. <paramref name="IsChosen"/>: somebody has said so.</summary>
    public sealed record Request(Guid? HandOverTo, bool IsChosen, FormErrors Errors);

    private const string Taker = "handOverTo", ThePool = "pool";

    public static Task<IResult> Form(Guid id, DeactivateMember deactivate, Html html, HttpContext context, CancellationToken ct) => deactivate.Dialog(id, null, null, html, context, ct);

    public static async Task<IResult> FromPage(Guid id, DeactivateMember deactivate, Html html, HttpContext context, CancellationToken ct)
    {
        var typed = (await context.Request.ReadFormAsync(ct))[Taker].ToString();
        var errors = new FormErrors();
        var to = Guid.TryParse(typed, out var taker) ? taker : (Guid?)null;
        if (to is null && typed.Length > 0 && typed != ThePool) errors.Add(Taker, "Choose somebody of the team, or the pool.");
        var done = await deactivate.Handle(id, new(to, typed.Length > 0, errors), ct);
        if (done.IsOk) return Done.Answer(context, $"{done.Value.Name} is no longer on the team.", TeamRoutes.Changed, TeamRoutes.Page);
        return done.Problem is Problem.Invalid ? await deactivate.Dialog(id, typed, FormErrors.Of(done.Problem), html, context, ct) : done.Problem.ToPage();
    }

    public static async Task<IResult> FromApi(Guid id, JsonBody body, DeactivateMember deactivate, ListTeam list, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var request = new Request(json.Id(Taker), json.Has(Taker), errors);
        json.Finish();
        var done = await deactivate.Handle(id, request, ct);
        return done.IsOk ? Results.Ok(await list.Handle(id, ct)) : done.Problem.ToJson();
    }

    public async Task<Result<TeamMember>> Handle(Guid id, Request request, CancellationToken ct)
    {
        while (true)
        {
            var step = await db.InTransaction(() => Step(id, request, ct), ct);
            if (!step.IsOk) return step.Problem;
            if (!step.Value.IsActive) return step.Value;
            db.ChangeTracker.Clear(); // what was moved is saved; the next portion is read afresh
        }
    }

    /// <summary>Moves a portion of the leads; the last one goes together with the place itself.</summary>
    private async Task<Result<TeamMember>> Step(Guid id, Request request, CancellationToken ct)
    {
        await db.LockIdentity(ct);
        if (await db.TeamMembers.AsNoTracking().SingleOrDefaultAsync(m => m.Id == id && m.IsActive, ct) is not { } known) return new Problem.NotFound();
        var errors = request.Errors;
        if (id == user.MemberId) errors.Add(Taker, "You cannot end your own place. Ask another owner or admin.");
        else if (!await roles.MayChange(known.Role, ct)) errors.Add(Taker, "They may do more than you: ask an owner.");
        else if (await db.IsLastOwner(known, ct)) errors.Add(Taker, LastOwner.Why(known.Name));
        var to = request.HandOverTo is { } taker ? await db.TeamMembers.Where(m => m.Id == taker && m.IsActive && m.Id != id).Select(m => new Named(m.Id, m.Name)).SingleOrDefaultAsync(ct) : null;
        if (request.HandOverTo is not null && to is null) errors.Add(Taker, "This must be an active member of the team.");
        if (!request.IsChosen && await handOver.OpenLeadsOf(id).AnyAsync(ct)) errors.Add(Taker, "Say who takes the open leads, or the pool.");
        if (errors.Any) return errors.ToProblem();

        var more = await handOver.Move(id, to, ct);
        // After the leads, as everywhere: whoever assigns at this moment holds a lead and waits for the person.
        var member = await db.Held<TeamMember>(id).SingleAsync(ct);
        if (!more && !await handOver.OpenLeadsOf(id).AnyAsync(ct))
        {
            member.Deactivate();
            await handOver.GiveTasksBack(id, ct);
        }
        await db.SaveChangesAsync(ct);
        return member;
    }

    private async Task<IResult> Dialog(Guid id, string? chosen, FormErrors? errors, Html html, HttpContext context, CancellationToken ct)
    {
        if (!await db.TeamMembers.AnyAsync(m => m.Id == id && m.IsActive, ct)) return new Problem.NotFound().ToPage();
        var takers = await db.TeamMembers.Where(m => m.IsActive && m.Id != id).OrderBy(m => m.Name).ThenBy(m => m.Id).Select(m => new Option(m.Id.ToString(), m.Name)).ToListAsync(ct);
        return html.Page<DeactivateDialog>(
            new { Member = await list.Handle(id, ct), Takers = (IReadOnlyList<Option>)[new("", "Choose…"), new(ThePool, "Nobody yet: the pool"), .. takers], Chosen = chosen, Errors = errors ?? FormErrors.None, AsPage = !context.IsHtmx() },
            errors is null ? 200 : 422);
    }
}
