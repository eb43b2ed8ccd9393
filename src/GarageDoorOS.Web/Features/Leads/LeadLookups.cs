using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Looks up the source and the team member that a form or JSON names; all that is wrong with the edit is found at once.</summary>
public sealed class LeadLookups(AppDb db)
{
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
            status.IsClosed() ? await LostReason(Given(LeadFields.LostReason, input.LostReason, now.LostReason), now.LostReason, ct) : "",
            input.Given.Contains(LeadFields.AssigneeId) ? await Assignee(input.AssigneeId, now.Assignee, errors, ct) : now.Assignee);
        Check(edit, now, errors);
        return edit;

        T Given<T>(string field, T said, T stored) => input.Given.Contains(field) ? said : stored;
    }

    /// <summary>An active team member of this business, who cannot leave before this is saved, or whoever has the lead already; null is the pool.</summary>
    public async Task<Named?> Assignee(Guid? id, Named? now, FormErrors errors, CancellationToken ct)
    {
        if (id is null || id == now?.Id) return id is null ? null : now;
        var member = await db.Held<TeamMember>(id.Value).Where(m => m.IsActive).Select(m => new Named(m.Id, m.Name)).SingleOrDefaultAsync(ct);
        if (member is null) errors.Add(LeadFields.AssigneeId, "There is no active team member with this id in your business.");
        return member;
    }

    private async Task<Named?> Source(string name, Named? now, FormErrors errors, CancellationToken ct)
    {
        if (name.Length == 0 || name == now?.Name) return name.Length == 0 ? null : now;
        var source = await db.SourceCalled(name, ct);
        if (source is null) errors.Add(LeadFields.Source, $"Your business has no source «{name}».");
        return source;
    }

    private async Task<string> LostReason(string said, string now, CancellationToken ct) => said == now ? now : await db.LostReasonCalled(said, ct) ?? "";

    private static void Check(LeadEdit edit, LeadEdit now, FormErrors errors)
    {
        ContactFields.Few(LeadFields.Phones, edit.Facts.Phones.Count, now.Facts.Phones.Count, errors);
        ContactFields.Few(LeadFields.Emails, edit.Facts.Emails.Count, now.Facts.Emails.Count, errors);
        // A company that could not be read was given all the same.
        foreach (var wrong in edit.WhatIsWrong(now).Where(w => !errors.Has(w.Field) && !(w.Field == LeadFields.Name && errors.Has(LeadFields.Company))))
            errors.Add(wrong.Field, wrong.Message);
    }
}
