using GarageDoorOS.Domain.Activities;

namespace GarageDoorOS.Domain;

/// <summary>A row that belongs to exactly one business and is never seen from another.</summary>
public interface IBusinessRecord
{
    Guid BusinessId { get; }
}

/// <summary>A record whose own fields are guarded by a version, raised by one with every change.</summary>
public interface IVersioned
{
    Guid Id { get; }
    int Version { get; }
}

/// <summary>A record that has a timeline.</summary>
public interface ISubject : IBusinessRecord, IVersioned
{
    SubjectKind Kind { get; }
}

/// <summary>A record that people can be recognised by: its numbers and addresses are kept in contact_keys.</summary>
public interface IReachable : ISubject
{
    IReadOnlyList<PhoneNumber> Phones { get; }
    IReadOnlyList<string> Emails { get; }

    /// <summary>Every number and address of it, also of the people behind it, normalised: what matching looks up.</summary>
    IReadOnlyList<string> Keys { get; }
    string NameSort { get; }
    string SearchText { get; }
}

/// <summary>The id of a source or team member together with its name.</summary>
public sealed record Named(Guid Id, string Name);

/// <summary>One field that changed, with its value before and after as text.</summary>
public sealed record FieldChange(string Field, string? Old, string? New);
