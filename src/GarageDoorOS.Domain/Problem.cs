namespace GarageDoorOS.Domain;

/// <summary>Why something that a user asked for was not done. A closed family; one file in Http maps it to status codes.</summary>
public abstract record Problem
{
    private Problem() { }

    /// <summary>It does not exist, or the user may not see it: both look the same.</summary>
    public sealed record NotFound : Problem;

    /// <summary>The user may see it, and may not do this.</summary>
    public sealed record Forbidden(string Why) : Problem;

    /// <summary>Readable but wrong: every wrong field at once, keyed by its path (<c>phones[0].number</c>).</summary>
    public sealed record Invalid(IReadOnlyList<FieldError> Errors) : Problem
    {
        public Invalid(string field, string message) : this([new(field, message)]) { }
    }

    /// <summary>It collides with what is there already. <paramref name="With"/> is added to the JSON answer.</summary>
    public sealed record Conflict(string Code, string Detail, IReadOnlyDictionary<string, object?>? With = null) : Problem;

    /// <summary>Somebody changed the record in between; <paramref name="Current"/> is what it is now.</summary>
    public sealed record Stale(object Current) : Problem;

    /// <summary>A change was sent without saying which version it starts from.</summary>
    public sealed record VersionMissing : Problem;
}

/// <summary>One wrong field, by its path, and what to do about it.</summary>
public sealed record FieldError(string Field, string Message);
