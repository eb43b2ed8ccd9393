using System.Globalization;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

internal static class TimelineQueries
{
    /// <summary>What the user may see of the lines of one or several records as one timeline, newest first.</summary>
    public static IQueryable<Activity> TimelineOf(this AppDb db, CurrentUser user, params IReadOnlyList<Guid> recordIds) =>
        (recordIds is [var one] ? db.Activities.Where(a => a.SubjectId == one) : db.Activities.Where(a => recordIds.Contains(a.SubjectId)))
            .VisibleTo(user).AsNoTracking().OrderByDescending(a => a.At).ThenByDescending(a => a.Id);

    /// <summary>The names of the team members in these lines by their ids, as the lines have them.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> NamesIn(this AppDb db, IEnumerable<ILogLine> lines, CancellationToken ct)
    {
        var ids = lines.Where(a => a.Field == LeadFields.AssigneeId).SelectMany(a => new[] { a.Old, a.New })
            .Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty).Distinct().ToList();
        return await db.TeamMembers.Where(m => ids.Contains(m.Id)).ToDictionaryAsync(m => m.Id.ToString("D", CultureInfo.InvariantCulture), m => m.Name, ct);
    }
}
