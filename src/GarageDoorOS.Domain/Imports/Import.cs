using NodaTime;

namespace GarageDoorOS.Domain.Imports;

public enum ImportState { Queued, Running, Done, Failed }

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

    public static Import Queue(Guid businessId, string fileName, string mapping, Activities.Actor by, Instant now) => new()
    {
        BusinessId = businessId,
        Id = Guid.CreateVersion7(),
        FileName = fileName,
        Mapping = mapping,
        StartedBy = new((int)by.Kind, by.Id, by.Name),
        CreatedAt = now,
    };

    public void Claim(Instant until) => (State, LockedUntil) = (ImportState.Running, until);
    public void Finish(Instant now) => (State, FinishedAt, LockedUntil) = (ImportState.Done, now, null);
    public void Fail(string error, Instant now) => (State, Error, FinishedAt, LockedUntil) = (ImportState.Failed, error, now, null);
    public void Count(int lines, int created, int skipped, int failed)
    {
        LinesDone += lines;
        Rows += lines;
        Created += created;
        Skipped += skipped;
        Failed += failed;
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
