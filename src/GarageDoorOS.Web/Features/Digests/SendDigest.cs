using System.Diagnostics.CodeAnalysis;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Digests;

/// <summary>Writes a team member their day by e-mail, once a day, if there is something to say.</summary>
public sealed class SendDigest(AppDb db, CurrentUser user, CurrentBusiness business, ReadDay read, DigestText words, Outbox outbox, IClock clock)
{
    public async Task Handle(Guid memberId, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var member = await db.TeamMembers.AsNoTracking().SingleOrDefaultAsync(m => m.Id == memberId, ct);
        if (!outbox.IsOn || !IsDue(member, now)) return;
        // They are told what they may see themselves.
        user.Become(member, await db.OwnRoles.AsNoTracking().SingleOrDefaultAsync(r => r.Key == member.Role, ct), hasOtherPlaces: false);
        var day = user.May(Permission.LeadsView) ? await read.Of(member.Id, member.News(now), ct) : Day.Empty;
        var email = await db.Users.Where(u => u.Id == member.UserId).Select(u => u.Email).SingleAsync(ct);
        await db.InTransaction(async () =>
        {
            // Another node may have been quicker, or they have changed their mind: only who holds the row knows.
            var held = await db.Held<TeamMember>(memberId).SingleOrDefaultAsync(ct);
            if (!IsDue(held, now)) return;
            held.HasDigest(now, business.Zone);
            if (!day.IsEmpty && email is not null)
            {
                var (subject, text) = words.Of(day, held.Name);
                outbox.Add(MessageKind.Digest, email, subject, text, held.Id);
            }
            await db.SaveChangesAsync(ct);
        }, ct);
    }

    private bool IsDue([NotNullWhen(true)] TeamMember? member, Instant now) =>
        business.IsNurturing && member is { IsActive: true, Digest: { } digest } && digest.IsDue(now, business.Zone);
}
