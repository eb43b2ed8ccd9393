using NodaTime;

namespace GarageDoorOS.Domain.Imports;

/// <summary>What the columns of a list that comes again and again become, under a name.</summary>
public sealed class SavedMapping : IBusinessRecord
{
    private SavedMapping() { }

    public Guid BusinessId { get; private set; }
    public Guid Id { get; private set; }
    public ImportKind Kind { get; private set; }
    public string Name { get; private set; } = "";
    public string NameKey { get; private set; } = "";

    /// <summary>Column heading to field name, as JSON, as an import has it.</summary>
    public string Columns { get; private set; } = "";
    public Instant SavedAt { get; private set; }

    public static SavedMapping Under(Guid businessId, ImportKind kind, string name, string columns, Instant now) => new()
    {
        BusinessId = businessId,
        Id = Guid.CreateVersion7(),
        Kind = kind,
        Name = name,
        NameKey = Folding.Fold(name),
        Columns = columns,
        SavedAt = now,
    };

    /// <summary>Who saves under the same name again means these columns.</summary>
    public void Become(string name, string columns, Instant now) => (Name, Columns, SavedAt) = (name, columns, now);
}
