using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Team.Components;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Team;

/// <summary>Lets the person with the link into the team: a new user chooses a password, who has one signs in first.</summary>
public sealed class AcceptInvitation(AppDb db, UserManager<User> users, CurrentUser user, TeamRoles roles, IClock clock)
{
    public sealed record Request(string? Token, string? Name, string? Password);

    public sealed record Response(User Person, Guid BusinessId);

    /// <summary>What the link offers, and what its holder has to do; <paramref name="SignedInAs"/> is set where somebody else is signed in.</summary>
    public sealed record Offer(string BusinessName, string Email, string RoleName, string InvitedBy, bool IsKnown, bool IsMe, string? SignedInAs);

    public static async Task<IResult> Form(string? token, AcceptInvitation accept, Html html, CancellationToken ct) =>
        await accept.Read(token, ct) is { } offer ? html.Page<AcceptPage>(new { Token = token, Offer = offer }) : html.Page<AcceptPage>(new { }, 404);

    public static async Task<IResult> FromPage(
        [FromForm] string? token, [FromForm] string? name, [FromForm] string? password, AcceptInvitation accept, Html html, HttpContext context, CancellationToken ct)
    {
        var accepted = await accept.Handle(new(token, name, password), ct);
        if (accepted.IsOk)
        {
            await Sessions.Begin(context, accepted.Value.Person, accepted.Value.BusinessId, goesOn: accept.IsMine(accepted.Value.Person));
            return Results.Redirect("/leads");
        }
        if (await accept.Read(token, ct) is not { } offer) return html.Page<AcceptPage>(new { }, 404);
        return html.Page<AcceptPage>(new { Token = token, Offer = offer, Name = name, Errors = FormErrors.Of(accepted.Problem) }, 422);
    }

    private bool IsMine(User person) => user.UserId == person.Id;

    public async Task<Result<Response>> Handle(Request request, CancellationToken ct)
    {
        if (await Find(request.Token, ct) is not { } known) return new Problem.NotFound();
        return await db.InTransaction<Result<Response>>(async () =>
        {
            await db.LockIdentity(ct);
            var now = clock.GetCurrentInstant();
            var invitation = await db.Invitations.SingleAsync(i => i.Id == known.Id, ct);
            await db.Entry(invitation).ReloadAsync(ct); // another tab may have accepted it before the lock
            if (!invitation.IsOpen(now) || invitation.Hash != known.Hash) return new Problem.NotFound();
            var person = await Person(invitation, request, ct);
            if (!person.IsOk) return person.Problem;

            var place = await db.TeamMembers.SingleOrDefaultAsync(m => m.UserId == person.Value.Id, ct);
            if (place is null) db.Add(TeamMember.Join(db.BusinessId, person.Value.Id, person.Value.Name, invitation.Role, now));
            // Whoever was let in by another way meanwhile keeps what they were given there.
            else if (!place.IsActive)
            {
                place.TakeRole(invitation.Role);
                place.Activate();
            }
            invitation.Accept(now);
            await db.SaveChangesAsync(ct);
            return new Response(person.Value, db.BusinessId);
        }, ct);
    }

    private async Task<Result<User>> Person(Invitation invitation, Request request, CancellationToken ct)
    {
        if (await users.FindByEmailAsync(invitation.Email) is { } known)
            return known.Id == user.UserId ? known : new Problem.Invalid("name", "There is an account with this e-mail. Sign in with it first.");
        var errors = new FormErrors();
        if (string.IsNullOrWhiteSpace(request.Name)) errors.Add("name", "Type your name.");
        var name = TextRule.Read(request.Name, "name", TextRule.Line, errors);
        var person = new User { UserName = invitation.Email, Email = invitation.Email, EmailConfirmed = true, Name = name ?? "" };
        if (request.Password is { Length: > TextRule.Line }) errors.Add("password", "At most 200 characters.");
        else
            foreach (var rule in users.PasswordValidators)
                foreach (var wrong in (await rule.ValidateAsync(users, person, request.Password)).Errors) errors.Add("password", wrong.Description);
        if (errors.Any) return errors.ToProblem();
        var made = await users.CreateAsync(person, request.Password!);
        return made.Succeeded ? person : new Problem.Invalid("name", string.Join(' ', made.Errors.Select(e => e.Description)));
    }

    private async Task<Offer?> Read(string? token, CancellationToken ct)
    {
        var (me, before) = (user.UserId, user.Name);
        if (await Find(token, ct) is not { } invitation) return null;
        var person = await users.FindByEmailAsync(invitation.Email);
        var role = await roles.Find(invitation.Role, ct);
        return new(await db.NameOf(db.BusinessId, ct) ?? "", invitation.Email, role?.Name ?? invitation.Role, invitation.InvitedBy, person is not null, person is not null && person.Id == me, me is null || person?.Id == me ? null : before);
    }

    /// <summary>The open invitation of a link, whichever business the session is in: the link says of which one it is.</summary>
    private async Task<Invitation?> Find(string? token, CancellationToken ct)
    {
        if (LinkSecret.Read(token) is not { } link || await db.Businesses.SingleOrDefaultAsync(b => b.Id == link.BusinessId, ct) is not { } business) return null;
        await db.Enter(business, ct);
        var invitation = await db.Invitations.AsNoTracking().SingleOrDefaultAsync(i => i.Hash == link.Hash, ct);
        return invitation?.IsOpen(clock.GetCurrentInstant()) == true ? invitation : null;
    }
}
