using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Team.Components;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Team;

/// <summary>Offers somebody a place in the team, by mail or by a link to pass on.</summary>
public sealed class InviteMember(AppDb db, CurrentUser user, TeamRoles roles, InvitationMail mail, IClock clock)
{
    private const int MostOpen = 200;

    public sealed record Request(string? Email, string? Role, FormErrors Errors);

    /// <summary><c>link</c>: what to pass on to them; null when a mail carries it. It is not shown again.</summary>
    public sealed record Response(Guid Id, string Email, string Role, Instant ExpiresAt, string? Link);

    /// <summary>A link to pass on, and when it ends.</summary>
    public sealed record Link(string Address, Instant ExpiresAt);

    public static async Task<IResult> Form(TeamRoles roles, Outbox outbox, Html html, HttpContext context, CancellationToken ct) =>
        html.Page<InviteDialog>(new { Roles = await roles.ToGive(ct), MailIsOn = outbox.IsOn, Role = "office_staff", AsPage = !context.IsHtmx() });

    public static async Task<IResult> FromPage(
        [FromForm] string? email, [FromForm] string? role, InviteMember invite, TeamRoles roles, Outbox outbox, Html html, HttpContext context, CancellationToken ct)
    {
        var invited = await invite.Handle(new(email, role, new()), ct);
        if (!invited.IsOk)
            return invited.Problem is Problem.Invalid
                ? html.Page<InviteDialog>(new { Email = email, Role = role, Roles = await roles.ToGive(ct), MailIsOn = outbox.IsOn, Errors = FormErrors.Of(invited.Problem), AsPage = !context.IsHtmx() }, 422)
                : invited.Problem.ToPage();
        return Answer(invited.Value, html, context);
    }

    public static async Task<IResult> FromApi(JsonBody body, InviteMember invite, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var request = new Request(json.Text("email"), json.Text("role"), errors);
        json.Finish();
        return (await invite.Handle(request, ct)).Match(made => TypedResults.Created("/api/team", made), problem => problem.ToJson());
    }

    /// <summary>Says that the mail is on its way, or shows the link once.</summary>
    internal static IResult Answer(Response invited, Html html, HttpContext context)
    {
        if (invited.Link is null) return Done.Answer(context, $"{invited.Email} gets a mail with the invitation.", TeamRoutes.Changed, TeamRoutes.Page);
        context.Response.Headers.Trigger(TeamRoutes.Changed);
        return html.Page<LinkDialog>(new { Title = $"Pass this link on to {invited.Email}", Link = invited.Link, Text = "It is good for a week, for one person, and is not shown again. Whoever has it can take the place.", AsPage = !context.IsHtmx() });
    }

    public Task<Result<Response>> Handle(Request request, CancellationToken ct) => db.InTransaction<Result<Response>>(async () =>
    {
        await db.LockIdentity(ct); // the same person is not invited twice at once
        var (errors, now) = (request.Errors, clock.GetCurrentInstant());
        if (!EmailAddress.TryNormalise(request.Email ?? "", out var email)) errors.Add("email", "Type an e-mail address, such as luis@example.com.");
        else if (await Known(email, now, ct) is { } why) errors.Add("email", why);
        var role = await roles.Find(request.Role, ct);
        if (role is null) errors.Add("role", "Choose one of the roles of your business.");
        else if (!roles.MayGive(role)) errors.Add("role", Role.GivesTooMuch);
        if (errors.Any) return errors.ToProblem();
        if (await db.Invitations.CountAsync(i => i.AcceptedAt == null && i.RevokedAt == null && i.ExpiresAt > now, ct) >= MostOpen)
            return new Problem.Conflict("too_many_invitations", $"{MostOpen} invitations are open. Take some back first.");

        var (token, hash) = LinkSecret.Make(db.BusinessId);
        var invitation = Invitation.Offer(db.BusinessId, email, role!.Key, hash, user.Actor.Name, now);
        db.Add(invitation);
        var link = mail.Send(invitation, token, byHand: false);
        await db.SaveChangesAsync(ct);
        return new Response(invitation.Id, email, role.Key, invitation.ExpiresAt, link);
    }, ct);

    private async Task<string?> Known(string email, Instant now, CancellationToken ct)
    {
        var key = email.ToUpperInvariant();
        var place = await (from person in db.Users where person.NormalizedEmail == key join member in db.TeamMembers on person.Id equals member.UserId select new { member.Name, member.IsActive }).SingleOrDefaultAsync(ct);
        if (place is not null) return place.IsActive ? $"{place.Name} is on the team already." : $"{place.Name} was on the team. Bring them back from the list of who has left.";
        return await db.Invitations.AnyAsync(i => i.Email == email && i.AcceptedAt == null && i.RevokedAt == null && i.ExpiresAt > now, ct) ? "They are invited already. Send the invitation again from the list." : null;
    }
}
