using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using NodaTime;

namespace GarageDoorOS.Web.Data;

public static class Timeline
{
    /// <summary>Adds to a record's timeline what happened: a line for each changed field, or one line where there is none. Saved with the record.</summary>
    public static void Note(this AppDb db, ISubject subject, Actor actor, string kind, Instant now, IReadOnlyList<FieldChange>? changes = null)
    {
        if (changes is null or []) db.Add(Activity.Note(subject, actor, kind, now));
        else db.AddRange(changes.Select(change => Activity.Note(subject, actor, kind, now, change)));
    }
}
