using NodaTime;

namespace GarageDoorOS.Domain.Imports;

/// <summary>A draft has been uploaded and waits for somebody to look at its columns.</summary>
public enum ImportState { Queued, Running, Done, Failed, Draft }

/// <summary>One file of leads on its way in: its progress stands beside the rows it has made, in the same commits.</summary>
public sealed class Import : IBusinessRecord
{
    private Import() { }

    public Guid BusinessId { get; private set; }
    public Guid Id { get; private set; }
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
    public string Error { get; private set; } = "";
    public ActorIdentity StartedBy { get; private set; } = new(0, null, "");
    public Instant CreatedAt { get; private set; }
    public Instant? FinishedAt { get; private set; }

    /// <summary>Until then one worker has it; after that another may go on.</summary>
    public Instant? LockedUntil { get; private set; }

    /// <summary>All lines that the file has, counted when it came.</summary>
    public static Import Upload(Guid businessId, string fileName, int rows, Activities.Actor by, Instant now) => new()
    {
        BusinessId = businessId,
        Id = Guid.CreateVersion7(),
        FileName = fileName,
        State = ImportState.Draft,
        Rows = rows,
        StartedBy = new((int)by.Kind, by.Id, by.Name),
        CreatedAt = now,
    };

    public bool IsOver => State is ImportState.Done or ImportState.Failed;

    /// <summary>From now on a worker may take it; says false when it is no draft any more.</summary>
    public bool Queue(string mapping)
    {
        if (State != ImportState.Draft)
            return false;
        (State, Mapping) = (ImportState.Queued, mapping);
        return true;
    }
}

/// <summary>Who started an import, kept with it for the timeline of each lead.</summary>
public sealed record ActorIdentity(int Kind, Guid? Id, string Name)
{
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
