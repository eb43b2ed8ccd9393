using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Fills the templates of steps with what is known of a lead.</summary>
public sealed class StepTexts(AppDb db, CurrentBusiness business)
{
    /// <summary>What would be written to a lead; <paramref name="Wrong"/> says why it cannot be, and is null where it can.</summary>
    public sealed record Filled(string Subject, string Text, string? Wrong);

    public Task<Filled> Of(CadenceStep step, Lead lead, CancellationToken ct) => Of(step.Subject, step.Text, lead, ct);

    public async Task<Filled> Of(string subjectTemplate, string textTemplate, Lead lead, CancellationToken ct)
    {
        var words = await Words(lead, ct);
        var (subject, text) = (StepTemplate.Fill(subjectTemplate, words), StepTemplate.Fill(textTemplate, words));
        return new(PlainText.OneLine(subject.Text), text.Text, subject.Wrong ?? text.Wrong);
    }

    private async Task<Dictionary<string, string>> Words(Lead lead, CancellationToken ct)
    {
        var source = lead.SourceId is { } sourceId ? await db.Sources.Where(s => s.Id == sourceId).Select(s => s.Name).SingleOrDefaultAsync(ct) : null;
        var assignee = lead.AssigneeId is { } memberId ? await db.TeamMembers.Where(m => m.Id == memberId).Select(m => m.Name).SingleOrDefaultAsync(ct) : null;
        return new()
        {
            ["lead.first_name"] = First(lead.Name),
            ["lead.name"] = lead.Name,
            ["lead.company"] = lead.Company,
            ["lead.address"] = PlainText.OneLine(lead.ServiceAddress),
            ["lead.source"] = source ?? "",
            ["lead.value"] = lead.EstimatedValue is { } value ? Money.Format(value, business.Currency) : "",
            ["assignee.first_name"] = First(assignee ?? ""),
            ["assignee.name"] = assignee ?? "",
            ["business.name"] = business.Name,
        };
    }

    private static string First(string name) => name.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var first, ..] ? first : "";
}
