using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Team.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Team;

/// <summary>Everybody of the business: who works here, who is invited, who has left.</summary>
public sealed class ListTeam(AppDb db, CurrentUser user, Outbox outbox, TeamRoles roles, IClock clock)
{
    /// <summary><c>openLeads</c>: how many leads they work that are neither won nor closed. <c>hasSecondFactor</c>: they have codes from an app, or a passkey.</summary>
    public sealed record Member(Guid Id, string Name, string Email, string Role, bool IsActive, Instant? LastSignInAt, int OpenLeads, bool HasSecondFactor, Instant CreatedAt, int Version);

    /// <summary><c>mail</c>: waiting, sent or failed; null where the link is passed on by hand.</summary>
    public sealed record Invited(Guid Id, string Email, string Role, string InvitedBy, Instant CreatedAt, Instant ExpiresAt, MessageState? Mail, string? MailError);

    public sealed record Response(IReadOnlyList<Member> Members, IReadOnlyList<Invited> Invitations);

    public static async Task<IResult> FromPage(ListTeam list, Html html, CancellationToken ct) => html.Page<TeamPage>(new { View = await list.View(html.Viewer, ct) });

    public static async Task<IResult> FromApi(ListTeam list, CancellationToken ct) => Results.Ok(await list.Handle(ct));

    public async Task<Response> Handle(CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var invited = await db.Invitations.Where(i => i.AcceptedAt == null && i.RevokedAt == null && i.ExpiresAt > now).OrderBy(i => i.Email).ThenBy(i => i.Id).ToListAsync(ct);
        var mails = await outbox.OfBusiness.Where(m => invited.Select(i => i.MessageId).Contains(m.Id)).ToDictionaryAsync(m => m.Id, ct);
        return new(await Members(db.TeamMembers.Select(m => m.Id), ct), [.. invited.Select(i =>
        {
            var mail = i.MessageId is { } id ? mails.GetValueOrDefault(id) : null;
            return new Invited(i.Id, i.Email, i.Role, i.InvitedBy, i.CreatedAt, i.ExpiresAt, mail?.State, mail?.LastError);
        })]);
    }

    public async Task<Member> Handle(Guid id, CancellationToken ct) => (await Members(db.TeamMembers.Where(m => m.Id == id).Select(m => m.Id), ct))[0];

    private async Task<IReadOnlyList<Member>> Members(IQueryable<Guid> ids, CancellationToken ct)
    {
        var open = await db.LeadTotals.Where(t => t.Status == LeadStatus.New || t.Status == LeadStatus.Contacted || t.Status == LeadStatus.Qualified)
            .GroupBy(t => t.AssigneeId).Select(g => new { g.Key, Count = g.Sum(t => t.Count) }).ToDictionaryAsync(g => g.Key, g => (int)g.Count, ct);
        var people = await (from member in db.TeamMembers.AsNoTracking() where ids.Contains(member.Id) join person in db.Users on member.UserId equals person.Id select new { member, person.Email, HasSecondFactor = person.TwoFactorEnabled || db.UserPasskeys.Any(p => p.UserId == person.Id) }).ToListAsync(ct);
        return [.. people.OrderByDescending(p => p.member.IsActive).ThenBy(p => p.member.Name, StringComparer.OrdinalIgnoreCase).ThenBy(p => p.member.Id)
            .Select(p => new Member(p.member.Id, p.member.Name, p.Email ?? "", p.member.Role, p.member.IsActive, p.member.LastSignInAt, open.GetValueOrDefault(p.member.Id), p.HasSecondFactor, p.member.CreatedAt, p.member.Version))];
    }

    private async Task<TeamPage.Model> View(Viewer viewer, CancellationToken ct)
    {
        var (team, all) = (await Handle(ct), await roles.All(ct));
        return new(team, all.ToDictionary(r => r.Key, r => r.Name), all.Where(user.Role.Covers).Select(r => r.Key).ToHashSet(), user.MemberId, outbox.IsOn, viewer);
    }
}
