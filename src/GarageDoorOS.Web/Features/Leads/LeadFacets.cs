using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Leads.Components;
using GarageDoorOS.Web.Ui;
using GarageDoorOS.Web.Ui.Records;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Gathers what a lead's page draws: its facts, who else has its number, its story.</summary>
public sealed class LeadFacets(AppDb db, Consents consents, CallSearch calls, CurrentUser user, CurrentBusiness business)
{
    private const int RecentLines = 60, RecentMessages = 10, MostTasks = 50, AllLines = 2_000;

    public async Task<LeadRecord.Model> Of(Lead lead, bool wholeStory, CancellationToken ct)
    {
        var most = wholeStory ? AllLines : RecentLines;
        var lines = await db.TimelineOf(user, lead.Id).Take(most + 1).ToListAsync(ct);
        var story = StoryLines.Of(lines.Take(most), await db.NamesIn(lines, ct), business.Currency);
        var known = await db.KnownAs(lead, user, ct);
        var tasks = business.IsNurturing ? await db.NurtureTasks.AsNoTracking().Where(t => t.LeadId == lead.Id && t.State == TaskState.Pending).OrderBy(t => t.DueSort).ThenBy(t => t.Id).Take(MostTasks).ToListAsync(ct) : null;
        var cadence = business.IsNurturing ? await Cadence(lead.Id, ct) : null;
        return new(
            lead.Id, lead.Version, lead.Title, lead.Name.Length > 0 ? lead.Company : "", lead.Status, lead.LostReason, lead.AssigneeId is null ? null : lead.AssigneeName,
            lead.AssigneeId is not null && lead.AssigneeId == user.MemberId,
            [.. lead.Phones.Select(p => new LeadRecord.Phone(p.Display(business.PhoneCountry), p.E164, p.Label))], lead.Emails, lead.ServiceAddress,
            lead.SourceId is null ? null : lead.SourceName, lead.EstimatedValue, lead.Notes, lead.CreatedAt, lead.UpdatedAt, lead.IsDeleted, lead.CustomerId, story)
        {
            Imported = [.. new[] { ("Owner before", lead.ImportedOwner), ("Stage before", lead.ImportedStatus) }.Where(said => said.Item2.Length > 0)],
            MoreStoryUrl = lines.Count > most && !wholeStory ? $"/leads/{lead.Id}?story=all" : null,
            WholeStory = wholeStory,
            Known = [.. known.Select(Known)],
            WasKnown = lead.PossibleMatch,
            CameAt = lead.CameAt,
            Tasks = tasks,
            Consents = ConsentSection.Model.Of($"/leads/{lead.Id}", user.May(Permission.LeadsUpdate) && !lead.IsDeleted, business.PhoneCountry, lead, await consents.OfEach(ConsentAddress.Of(lead), ct), business.IsNurturing || business.IsCalling),
            Cadence = cadence,
            Messages = await Messages(lead, ct),
            Calls = new($"/leads/{lead.Id}", "leadId", lead.Id, await calls.LastOfLead(lead.Id, CallsSection.Most, ct), user.May(Permission.LeadsUpdate) && !lead.IsDeleted, business.PhoneCountry),
            HasCadences = tasks is not null && (cadence is not null || await db.Cadences.Startable().AnyAsync(ct)),
        };
    }

    private async Task<LeadConversation.Model> Messages(Lead lead, CancellationToken ct)
    {
        var last = await db.LeadMessages.AsNoTracking().Where(m => m.LeadId == lead.Id).OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Take(RecentMessages).ToListAsync(ct);
        return new(last, await Can(MessageChannel.Text), await Can(MessageChannel.Email), business.PhoneCountry);

        async Task<bool> Can(MessageChannel channel) => lead.AddressFor(channel) is not null && await db.CanWriteBy(channel, ct);
    }

    private async Task<LeadCadence.Model?> Cadence(Guid leadId, CancellationToken ct)
    {
        var at = await db.Enrolments.AsNoTracking().Where(e => e.LeadId == leadId && e.State == EnrolmentState.Running)
            .Join(db.Cadences, e => e.CadenceId, c => c.Id, (enrolment, cadence) => new { enrolment, cadence, Due = db.NurtureTasks.Where(t => t.Id == enrolment.TaskId).Select(t => t.DueSort).FirstOrDefault() }).SingleOrDefaultAsync(ct);
        return at is null ? null : new(at.enrolment.Id, at.cadence.Name, at.enrolment.StepAt + 1, at.cadence.AllSteps.Count, at.enrolment.Why, at.Due != at.enrolment.PlannedSort);
    }

    private static LeadRecord.KnownAs Known(KnownPerson person)
    {
        var what = person.Kind == SubjectKind.Customer ? "customer" : $"lead, {person.Status?.Title().ToLowerInvariant()}";
        var same = (person.SamePhone, person.SameEmail) switch { (true, true) => "same phone and e-mail", (true, false) => "same phone", _ => "same e-mail" };
        return new(person.Name, person.Kind == SubjectKind.Customer ? $"/customers/{person.Id}" : $"/leads/{person.Id}", $"{what}, {same}");
    }
}
