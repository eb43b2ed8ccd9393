using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Data;

/// <summary>
/// Tells a team member that leads were given to them: by a notice and, where there is a mail server, by mail. What one person gives within
/// a short while is one notice and one mail, whether it came as one request or as two hundred. That a lead of theirs waits for a word is told by a
/// notice alone, once until it is seen. Call it inside the transaction of what it tells of.
/// </summary>
public sealed class TellAssignee(AppDb db, Outbox outbox, CurrentUser user, CurrentBusiness business, PublicUrl address, IClock clock)
{
    /// <summary>How long a mail waits for more of the same, and how long a notice takes more in.</summary>
    private static readonly Duration Rest = Duration.FromSeconds(20), Window = Duration.FromMinutes(1), Day = Duration.FromDays(1);

    public Task Of(Lead lead, CancellationToken ct) => lead.AssigneeId is { } assignee ? Of(assignee, [lead], ct) : Task.CompletedTask;

    /// <summary>Nobody is told of what they did themselves.</summary>
    public async Task Of(Guid memberId, IReadOnlyList<Lead> leads, CancellationToken ct)
    {
        if (leads.Count == 0 || memberId == user.MemberId) return;
        await Count(memberId, 0, ct);
        var (now, by) = (clock.GetCurrentInstant(), user.Actor.Name);
        var recent = await db.Notices.Where(n => n.MemberId == memberId && n.Kind == NoticeKind.Given && n.By == by && n.SeenAt == null && n.At > now - Window).OrderByDescending(n => n.At).FirstOrDefaultAsync(ct);
        var message = recent is null ? null : await outbox.Unclaimed(MessageKind.Assignment, recent.Id, ct);
        if (recent is not null && (message is not null || recent.MessageId is null))
        {
            recent.TakeIn(leads.Count);
            if (message is not null)
            {
                var (subject, text) = await Words(memberId, recent, leads[0], ct);
                outbox.Rewrite(message, subject, text);
            }
            return;
        }
        var notice = Notice.Assigned(db.BusinessId, memberId, leads[0].Id, leads.Count, by, now);
        db.Add(notice);
        await Count(memberId, 1, ct);
        if (!outbox.IsOn || await EmailOf(memberId, ct) is not { } email) return;
        var (title, body) = await Words(memberId, notice, leads[0], ct);
        notice.GoBy(outbox.Add(MessageKind.Assignment, email, title, body, notice.Id, Rest)?.Id);
    }

    /// <summary>A lead that wrote or called. It is held, and stands before its team member in the order of locks; saved by whoever calls.</summary>
    public async Task ThatItWaits(Lead lead, NoticeKind kind, CancellationToken ct)
    {
        if (lead.AssigneeId is not { } memberId) return;
        await Count(memberId, 0, ct);
        var now = clock.GetCurrentInstant();
        if (await db.Notices.AnyAsync(n => n.MemberId == memberId && n.At > now - Day && n.LeadId == lead.Id && n.Kind == kind && n.SeenAt == null, ct)) return;
        db.Add(Notice.Waits(memberId, lead, kind, now));
        await Count(memberId, 1, ct);
    }

    /// <summary>The row is held until the end: so what comes at the same moment waits, and joins.</summary>
    private Task Count(Guid memberId, int more, CancellationToken ct) =>
        db.TeamMembers.Where(m => m.Id == memberId).ExecuteUpdateAsync(set => set.SetProperty(m => m.UnseenNotices, m => m.UnseenNotices + more), ct);

    private Task<string?> EmailOf(Guid memberId, CancellationToken ct) =>
        (from member in db.TeamMembers where member.Id == memberId join person in db.Users on member.UserId equals person.Id select person.Email).SingleOrDefaultAsync(ct);

    private async Task<(string Subject, string Text)> Words(Guid memberId, Notice notice, Lead lead, CancellationToken ct)
    {
        var name = await db.TeamMembers.Where(m => m.Id == memberId).Select(m => m.Name).SingleAsync(ct);
        var one = notice.Leads == 1;
        var what = one ? lead.Title : $"{notice.Leads} leads";
        var phone = one && lead.Phones is [var first, ..] ? $", {first.Display(business.PhoneCountry)}" : "";
        var link = address.Of(one ? $"/leads/{lead.Id}" : "/leads?assignee=me&sort=-updatedAt");
        return ($"{notice.By} gave you {what}", $"""
            Hello {name},

            {notice.By} gave you {(one ? "a lead" : what)} at {business.Name}{(one ? $": {what}{phone}" : "")}.

            {link}

            You get this because you are on the team of {business.Name}.
            """);
    }
}
