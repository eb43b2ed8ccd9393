using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Team;

/// <summary>Puts an invitation on its way: by mail, or as a link for the inviter to pass on where no mail can be sent.</summary>
public sealed class InvitationMail(Outbox outbox, CurrentUser user, CurrentBusiness business, PublicUrl address)
{
    /// <summary>The link, where it must be passed on by hand; null when a mail carries it.</summary>
    public string? Send(Invitation invitation, string token, bool byHand)
    {
        var link = address.Of($"/accept-invitation?token={token}");
        if (byHand || !outbox.IsOn) return link;
        invitation.GoBy(outbox.Add(MessageKind.Invitation, invitation.Email, $"{user.Actor.Name} invites you to {business.Name}", $"""
            Hello,

            {user.Actor.Name} invites you to work with the team of {business.Name} in Garage Door OS. Follow this link within a week:

            {link}

            Whoever has this link can take the place, so do not pass it on. If you do not know {business.Name}, do nothing.
            """, invitation.Id)?.Id);
        return null;
    }
}
