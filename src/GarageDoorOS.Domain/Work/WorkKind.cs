using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Activities;

namespace GarageDoorOS.Domain.Work;

/// <summary>All in which estimates and jobs differ: what one is called, the statuses it goes through, the first one first, and who may do what.</summary>
public sealed record WorkKind(SubjectKind Subject, string Noun, string Purpose, IReadOnlyList<WorkStatus> Statuses, Permission View, Permission Create, Permission Update, Permission Delete)
{
    public string Plural => Noun + "s";
    public string Title => char.ToUpperInvariant(Noun[0]) + Noun[1..];

    /// <summary>«an estimate», «a job».</summary>
    public string One => ("aeiou".Contains(Noun[0], StringComparison.Ordinal) ? "an " : "a ") + Noun;
    public string Path => "/" + Plural;
    public WorkStatus First => Statuses[0];

    /// <summary>What people and programs may set. Converted comes only of making a job of an estimate.</summary>
    public IEnumerable<WorkStatus> Settable => Statuses.Where(status => status != WorkStatus.Converted);

    public string SettableWords => string.Join(", ", Settable.Select(status => status.Word()));
}

/// <summary>What generic slices ask of a kind of work: its description, and an empty one.</summary>
public interface IWork<TWork> where TWork : WorkRecord, IWork<TWork>
{
    static abstract WorkKind Described { get; }

    /// <summary>One with nothing in it yet.</summary>
    static abstract TWork Blank();
}
