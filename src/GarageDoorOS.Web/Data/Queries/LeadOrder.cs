using GarageDoorOS.Domain.Leads;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>The orders of the list of leads.</summary>
public static class LeadOrder
{
    public static readonly RecordOrder<Lead>
        Name = RecordOrder<Lead>.By("ix_leads_name", l => l.NameSort),
        Company = RecordOrder<Lead>.By("ix_leads_company", l => l.CompanySort),
        Source = RecordOrder<Lead>.By("ix_leads_source", l => l.SourceSort),
        Assignee = RecordOrder<Lead>.By("ix_leads_assignee", l => l.AssigneeSort),
        Status = RecordOrder<Lead>.By("ix_leads_status", l => (int)l.Status),
        Value = RecordOrder<Lead>.By("ix_leads_value", l => l.ValueSort),
        CameAt = RecordOrder<Lead>.By("ix_leads_came_at", l => l.CameAt),
        CreatedAt = RecordOrder<Lead>.By("ix_leads_created_at", l => l.CreatedAt),
        NextTask = RecordOrder<Lead>.By("ix_leads_next_due", l => l.NextDueSort),
        UpdatedAt = RecordOrder<Lead>.By("ix_leads_updated_at", l => l.UpdatedAt);
}
