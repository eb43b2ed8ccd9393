namespace GarageDoorOS.Web.Features.Leads;

/// <summary>What a list marks a lead with: that something is due today, or was before, and what it is.</summary>
public sealed record DueMark(bool IsOverdue, string Task);

/// <summary>Where today begins and ends for the marks of a list.</summary>
public sealed record DueMarks(long Tomorrow, long Today)
{
    public DueMark? Of(long due, string task) => due >= Tomorrow ? null : new(due < Today, task);
}
