using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Features.Leads.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using GarageDoorOS.Web.Ui.Records;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Fills the form of a lead: with what is stored, with what was typed, or with what two people typed.</summary>
public sealed class LeadDrafts(LeadChoices choices, CurrentUser user, CurrentBusiness business)
{
    public Task<LeadForm.Model> New(string? name, CancellationToken ct) => Offering(new() { Name = name }, null, ct);

    public Task<LeadForm.Model> Of(Lead lead, CancellationToken ct) => Of(lead.Id, lead.Version, lead.AsEdit, ct);

    /// <summary>As it was typed, with the version that it began from.</summary>
    public async Task<LeadForm.Model> Of(IFormCollection typed, Guid? id, CancellationToken ct) => await Offering(new()
    {
        Id = id,
        Version = int.TryParse(typed["version"], out var version) ? version : null,
        Name = typed[LeadFields.Name],
        Company = typed[LeadFields.Company],
        Phones = [.. ContactFields.Lines(typed, LeadFields.Phones, ".number").Select(l => new LinesField.Line(l.Typed, Label(typed, l.Path)))],
        Emails = [.. ContactFields.Lines(typed, LeadFields.Emails, "").Select(l => new LinesField.Line(l.Typed))],
        Source = typed[LeadFields.Source],
        Status = LeadStatusExtensions.TryRead(typed[LeadFields.Status], out var status) ? status : default,
        LostReason = typed[LeadFields.LostReason],
        EstimatedValue = typed[LeadFields.EstimatedValue],
        AssigneeId = Guid.TryParse(typed[LeadFields.AssigneeId], out var assignee) ? assignee : null,
        ServiceAddress = typed[LeadFields.ServiceAddress],
        Notes = typed[LeadFields.Notes],
    }, id is { } known ? await choices.AssigneeOf(known, ct) : null, ct);

    /// <summary>Both wrote in the same field: mine stands in it, theirs beside it; where only they wrote, theirs stands.</summary>
    public async Task<LeadForm.Model> Of(Clash<LeadEdit> clash, CancellationToken ct)
    {
        var (id, version, mine, now, stale, by) = clash;
        var form = await Of(id, version, mine.Taking(stale.Theirs, now), ct);
        var theirs = stale.Both.ToDictionary(field => field, field => Said(now, field));
        return form with { TheirsBy = by, Theirs = theirs, Status = now.Status == LeadStatus.Converted ? LeadStatus.Converted : form.Status };
    }

    private Task<LeadForm.Model> Of(Guid id, int version, LeadEdit edit, CancellationToken ct) => Offering(new()
    {
        Id = id,
        Version = version,
        Name = edit.Facts.Name,
        Company = edit.Facts.Company,
        Phones = [.. edit.Facts.Phones.Select(p => new LinesField.Line(p.Number, p.Label))],
        Emails = [.. edit.Facts.Emails.Select(e => new LinesField.Line(e))],
        Source = edit.Facts.Source?.Name,
        Status = edit.Status,
        LostReason = edit.LostReason,
        EstimatedValue = edit.Facts.EstimatedValue is { } value ? Money.ToText(value).Replace(".00", "", StringComparison.Ordinal) : null,
        AssigneeId = edit.Assignee?.Id,
        ServiceAddress = edit.Facts.ServiceAddress,
        Notes = edit.Facts.Notes,
    }, edit.Assignee?.Id, ct);

    private async Task<LeadForm.Model> Offering(LeadForm.Model form, Guid? assignee, CancellationToken ct)
    {
        var team = await choices.Team(ct);
        List<Option> assignees = [new("", "Nobody yet (pool)"), .. team.Select(p => new Option(p.Id.ToString(), p.IsMe ? $"{p.Name} (me)" : p.Name))];
        // Somebody who has left keeps their leads until another takes them.
        assignees.AddRange(await choices.Left(new[] { assignee, form.AssigneeId }.OfType<Guid>().Distinct().Except(team.Select(p => p.Id)), ct));
        return form with
        {
            Currency = business.Currency,
            MayAssign = user.May(Permission.LeadsAssign),
            Sources = await choices.Sources(ct),
            LostReasons = [new("", "Choose"), .. (await choices.LostReasons(ct)).Select(r => new Option(r, r))],
            Assignees = assignees,
        };
    }

    private static string? Label(IFormCollection typed, string path) => typed[path.Replace(".number", ".label", StringComparison.Ordinal)].ToString().OrNull();

    private string Said(LeadEdit lead, string field)
    {
        if (field == LeadFields.Status) return lead.LostReason.Length == 0 ? lead.Status.Title() : $"{lead.Status.Title()} ({lead.LostReason})";
        return field == LeadFields.AssigneeId ? lead.Assignee?.Name ?? "nobody" : FieldText.Of(field, lead.Text(field), new Dictionary<string, string>(), business.Currency);
    }
}
