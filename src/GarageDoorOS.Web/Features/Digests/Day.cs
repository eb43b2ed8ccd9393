using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Domain.Nurture;
using NodaTime;

namespace GarageDoorOS.Web.Features.Digests;

/// <summary>What a team member is told of their day.</summary>
public sealed record Day(Named<Day.Task> Tasks, Named<Day.NewLead> Leads, Named<Day.Answer> Answers)
{
    public static Day Empty { get; } = new(new([], 0), new([], 0), new([], 0));

    public bool IsEmpty => Tasks.All + Leads.All + Answers.All == 0;

    /// <summary>Overdue or due today.</summary>
    public sealed record Task(Guid LeadId, string Lead, string Title, TaskDue Due);

    public sealed record NewLead(Guid LeadId, string Lead, string Source, Instant At);

    public sealed record Answer(Guid LeadId, string Lead, MessageChannel Channel, string Text, Instant At);
}

/// <summary>Those of several that are named; the rest is counted.</summary>
public sealed record Named<TItem>(IReadOnlyList<TItem> Items, int All)
{
    public int More => All - Items.Count;
}
