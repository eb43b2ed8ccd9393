using GarageDoorOS.Domain;

namespace GarageDoorOS.Web.Http;

/// <summary>The wrong fields of one request, all at once, keyed by path (<c>phones[0].number</c>): the page puts each beside its field.</summary>
public sealed class FormErrors
{
    /// <summary>More than anybody reads: a body of a million wrong fields is not answered with a million messages.</summary>
    private const int Most = 100;

    private readonly List<FieldError> errors = [];

    public static FormErrors None { get; } = new();

    public bool Any => errors.Count > 0;
    public IReadOnlyList<FieldError> All => errors;

    /// <summary>The first message for a field, or null.</summary>
    public string? this[string field] => errors.Find(e => e.Field == field)?.Message;

    public bool Has(string field) => errors.Exists(e => e.Field == field);

    public void Add(string field, string message)
    {
        if (errors.Count < Most) errors.Add(new(field, message));
    }

    public Problem.Invalid ToProblem() => new(errors);

    public static FormErrors Of(Problem problem)
    {
        var form = new FormErrors();
        if (problem is Problem.Invalid invalid) form.errors.AddRange(invalid.Errors);
        return form;
    }
}
