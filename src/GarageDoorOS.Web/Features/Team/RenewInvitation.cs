using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Team;

/// <summary>A new link for an invitation, by mail again or to pass on; the old one is worth nothing any more.</summary>
public sealed class RenewInvitation(AppDb db, TeamRoles roles, InvitationMail mail, IClock clock)
{
    /// <summary><paramref name="by"/> is <c>mail</c> where it should go by mail again.</summary>
    public static async Task<IResult> FromPage(Guid id, [FromForm] string? by, RenewInvitation renew, Html html, HttpContext context, CancellationToken ct) =>
        (await renew.Handle(id, byHand: by != "mail", ct)).Match(made => InviteMember.Answer(made, html, context), problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, RenewInvitation renew, CancellationToken ct) =>
        (await renew.Handle(id, byHand: true, ct)).Match(made => Results.Ok(made), problem => problem.ToJson());

    public Task<Result<InviteMember.Response>> Handle(Guid id, bool byHand, CancellationToken ct) => db.InTransaction<Result<InviteMember.Response>>(async () =>
    {
        await db.LockIdentity(ct);
        if (await db.Invitations.SingleOrDefaultAsync(i => i.Id == id, ct) is not { } invitation) return new Problem.NotFound();
        if (!await roles.MayChange(invitation.Role, ct)) return new Problem.Forbidden(Role.GivesTooMuch);
        if (invitation.AcceptedAt is not null || invitation.RevokedAt is not null) return new Problem.Conflict("invitation_over", "This invitation was accepted or taken back. Make a new one.");
        var (token, hash) = LinkSecret.Make(db.BusinessId);
        invitation.Renew(hash, clock.GetCurrentInstant());
        var link = mail.Send(invitation, token, byHand);
        await db.SaveChangesAsync(ct);
        return new InviteMember.Response(invitation.Id, invitation.Email, invitation.Role, invitation.ExpiresAt, link);
    }, ct);
}
