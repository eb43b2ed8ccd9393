using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Team;

/// <summary>Takes an invitation back: its link opens nothing from now on.</summary>
public sealed class RevokeInvitation(AppDb db, IClock clock)
{
    public static async Task<IResult> FromPage(Guid id, RevokeInvitation revoke, HttpContext context, CancellationToken ct) =>
        (await revoke.Handle(id, ct)).Match(
            invitation => Done.Answer(context, $"The invitation of {invitation.Email} is taken back.", TeamRoutes.Changed, TeamRoutes.Page),
            problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, RevokeInvitation revoke, CancellationToken ct) =>
        (await revoke.Handle(id, ct)).Match(_ => Results.NoContent(), problem => problem.ToJson());

    public Task<Result<Invitation>> Handle(Guid id, CancellationToken ct) => db.InTransaction<Result<Invitation>>(async () =>
    {
        await db.LockIdentity(ct);
        if (await db.Invitations.SingleOrDefaultAsync(i => i.Id == id, ct) is not { } invitation) return new Problem.NotFound();
        if (invitation.AcceptedAt is not null) return new Problem.Conflict("invitation_over", "This invitation was accepted meanwhile.");
        invitation.Revoke(clock.GetCurrentInstant());
        await db.SaveChangesAsync(ct);
        return invitation;
    }, ct);
}
