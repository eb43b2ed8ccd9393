using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>What a lead must be, asked alike of forms and JSON: all that is wrong is found at once.</summary>
public sealed class LeadRules(AppDb db)
{
    private const int Most = 10;

    /// <summary>What the lead would become of <paramref name="now"/> by what was given; useless when there are errors.</summary>
    public async Task<LeadEdit> Apply(LeadInput input, LeadEdit now, FormErrors errors, CancellationToken ct)
    {
        var status = Given(LeadFields.Status, input.Status, now.Status);
        var edit = new LeadEdit(
            new()
            {
                Name = Given(LeadFields.Name, input.Name, now.Facts.Name),
                Company = Given(LeadFields.Company, input.Company, now.Facts.Company),
                Phones = Given(LeadFields.Phones, input.Phones, now.Facts.Phones),
                Emails = Given(LeadFields.Emails, input.Emails, now.Facts.Emails),
                EstimatedValue = Given(LeadFields.EstimatedValue, input.EstimatedValue, now.Facts.EstimatedValue),
                Notes = Given(LeadFields.Notes, input.Notes, now.Facts.Notes),
                ServiceAddress = Given(LeadFields.ServiceAddress, input.ServiceAddress, now.Facts.ServiceAddress),
                Source = input.Given.Contains(LeadFields.Source) ? await Source(input.Source, now.Facts.Source, errors, ct) : now.Facts.Source,
            },
            status,
            status.IsClosed() ? Given(LeadFields.LostReason, input.LostReason, now.LostReason) : "",
            input.Given.Contains(LeadFields.AssigneeId) ? await Assignee(input.AssigneeId, now.Assignee, errors, ct) : now.Assignee);
        Check(edit, now, errors);
        return edit;

        T Given<T>(string field, T said, T stored) => input.Given.Contains(field) ? said : stored;
    }

    /// <summary>An active team member of this business, or whoever has the lead already; null is the pool.</summary>
    public async Task<Named?> Assignee(Guid? id, Named? now, FormErrors errors, CancellationToken ct)
    {
        if (id is null || id == now?.Id) return id is null ? null : now;
        var member = await db.TeamMembers.Where(m => m.Id == id && m.IsActive).Select(m => new Named(m.Id, m.Name)).SingleOrDefaultAsync(ct);
        if (member is null) errors.Add(LeadFields.AssigneeId, "There is no active team member with this id in your business.");
        return member;
    }

    private async Task<Named?> Source(string name, Named? now, FormErrors errors, CancellationToken ct)
    {
        if (name.Length == 0 || name == now?.Name) return name.Length == 0 ? null : now;
        var key = Folding.Fold(name);
        var source = await db.Sources.Where(s => s.NameKey == key).Select(s => new Named(s.Id, s.Name)).SingleOrDefaultAsync(ct);
        if (source is null) errors.Add(LeadFields.Source, $"Your business has no source «{name}».");
        return source;
    }

    private static void Check(LeadEdit edit, LeadEdit now, FormErrors errors)
    {
        if (edit.Facts.Name.Length == 0 && edit.Facts.Company.Length == 0 && !errors.Has(LeadFields.Name) && !errors.Has(LeadFields.Company))
            errors.Add(LeadFields.Name, "Give a name or a company.");
        Few(LeadFields.Phones, edit.Facts.Phones, now.Facts.Phones, errors);
        Few(LeadFields.Emails, edit.Facts.Emails, now.Facts.Emails, errors);
        if (edit.Status == LeadStatus.Converted && now.Status != LeadStatus.Converted)
            errors.Add(LeadFields.Status, Lead.OnlyByConverting);
        if (edit.Status.IsClosed() && edit.LostReason.Length == 0 && !errors.Has(LeadFields.LostReason))
            errors.Add(LeadFields.LostReason, Lead.SayWhyClosed);
    }

    private static void Few<T>(string field, IReadOnlyList<T> said, IReadOnlyList<T> stored, FormErrors errors)
    {
        if (said.Count > Math.Max(Most, stored.Count)) errors.Add(field, $"At most {Most} of them.");
    }
}
