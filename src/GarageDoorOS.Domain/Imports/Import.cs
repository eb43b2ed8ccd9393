using NodaTime;

namespace GarageDoorOS.Domain.Imports;

/// <summary>A draft has been uploaded and waits for somebody to look at its columns; what is undone has been taken back as far as nobody had worked on it.</summary>
public enum ImportState { Queued, Running, Done, Failed, Draft, Undoing, Undone }

/// <summary>What the rows of a list become.</summary>
public enum ImportKind { Leads, Customers }

/// <summary>One file of leads or customers on its way in: its progress stands beside the rows it has made, in the same commits.</summary>
public sealed class Import : IBusinessRecord
{
    private Import() { }

    public Guid BusinessId { get; private set; }
    public Guid Id { get; private set; }
    public ImportKind Kind { get; private set; }
    public string FileName { get; private set; } = "";

    /// <summary>Column heading to field name, as JSON; empty: columns are taken by name.</summary>
    public string Mapping { get; private set; } = "";
    public ImportState State { get; private set; }
    /// <summary>What the file has; created, updated, skipped and failed are this many when it is done.</summary>
    public int Rows { get; private set; }
    public int Created { get; private set; }
    public int Updated { get; private set; }
    public int Skipped { get; private set; }
    public int Failed { get; private set; }

    /// <summary>How many lines are in the database, whatever became of each.</summary>
    public int LinesDone { get; private set; }
    /// <summary>How many of what it created went to the trash when it was undone.</summary>
    public int Removed { get; private set; }
    public string Error { get; private set; } = "";
    public ActorIdentity StartedBy { get; private set; } = new(0, null, "");
    public ActorIdentity? UndoneBy { get; private set; }
    public Instant CreatedAt { get; private set; }
    public Instant? FinishedAt { get; private set; }

    /// <summary>Until then one worker has it; after that another may go on.</summary>
    public Instant? LockedUntil { get; private set; }

    /// <summary>All lines that the file has, counted when it came.</summary>
    public static Import Upload(Guid businessId, ImportKind kind, string fileName, int rows, Activities.Actor by, Instant now) => new()
    {
        BusinessId = businessId,
        Id = Guid.CreateVersion7(),
        Kind = kind,
        FileName = fileName,
        State = ImportState.Draft,
        Rows = rows,
        StartedBy = ActorIdentity.Of(by),
        CreatedAt = now,
    };

    /// <summary>Nothing happens to it any more by itself.</summary>
    public bool IsOver => State is ImportState.Done or ImportState.Failed or ImportState.Undone;

    /// <summary>It has come in, as far as it could, and has not been taken back.</summary>
    public bool CanBeUndone => State is ImportState.Done or ImportState.Failed;

    /// <summary>From now on a worker takes it back; says false when there is nothing to take back, or somebody was first.</summary>
    public bool TakeBack(Activities.Actor by)
    {
        if (!CanBeUndone)
            return false;
        (State, UndoneBy, LockedUntil) = (ImportState.Undoing, ActorIdentity.Of(by), null);
        return true;
    }

    public void WasTakenBack() => (State, LockedUntil) = (ImportState.Undone, null);

    /// <summary>From now on a worker may take it; says false when it is no draft any more.</summary>
    public bool Queue(string mapping)
    {
        if (State != ImportState.Draft)
            return false;
        (State, Mapping) = (ImportState.Queued, mapping);
        return true;
    }
}

/// <summary>Who started or undid an import, kept with it for the timeline of each record.</summary>
public sealed record ActorIdentity(int Kind, Guid? Id, string Name)
{
    public static ActorIdentity Of(Activities.Actor actor) => new((int)actor.Kind, actor.Id, actor.Name);

    public Activities.Actor AsActor() => new((Activities.ActorKind)Kind, Id, Name);
}

/// <summary>A piece of an import's file, as uploaded.</summary>
public sealed class ImportChunk : IBusinessRecord
{
    private ImportChunk() { }

    public Guid BusinessId { get; private set; }
    public Guid ImportId { get; private set; }
    public int Number { get; private set; }
    public byte[] Bytes { get; private set; } = [];

    public static ImportChunk Of(Import import, int number, byte[] bytes) =>
        new() { BusinessId = import.BusinessId, ImportId = import.Id, Number = number, Bytes = bytes };
}

/// <summary>A line of an import that was not taken, why, and the line as it was.</summary>
public sealed class ImportError : IBusinessRecord
{
    private ImportError() { }

    public Guid BusinessId { get; private set; }
    public Guid ImportId { get; private set; }
    public int Line { get; private set; }
    public string Column { get; private set; } = "";
    public string Reason { get; private set; } = "";
    public string Row { get; private set; } = "";

    public static ImportError At(Import import, int line, string column, string reason, string row) =>
        new() { BusinessId = import.BusinessId, ImportId = import.Id, Line = line, Column = column, Reason = reason, Row = row };
}
