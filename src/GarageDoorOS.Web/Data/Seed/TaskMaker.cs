using Bogus;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Data.Bulk;
using NodaTime;

namespace GarageDoorOS.Web.Data.Seed;

/// <summary>Invents what is to be done for leads, and what was done: always the same for the same seed.</summary>
internal sealed class TaskMaker(int seed, LocalDate today, Instant now)
{
    private static readonly string[] Titles = ["Call back", "Ask for a photo of the door", "Send the brochure", "Ask about the quote"];

    private readonly Randomizer random = new(seed);

    /// <summary>The first is done, as are all of a closed lead; the others are due from a week ago to two months ahead.</summary>
    public void Plan(BulkBatch batch, Lead lead, int count)
    {
        for (var at = 0; at < count; at++)
        {
            var due = new TaskDue(today.PlusDays(random.Int(-7, 60)), random.Bool() ? new LocalTime(random.Int(8, 16), random.Int(0, 3) * 15) : null);
            var task = NurtureTask.Plan(lead.BusinessId, lead.Id, new(random.Enum<TaskKind>(), random.ArrayElement(Titles), due, null), now);
            if (at == 0 || !lead.Status.IsOpen()) task.Complete(TaskOutcome.NoAnswer, "", makesContacted: false, Actor.System, now);
            batch.Tasks.Add(task);
        }
    }
}
