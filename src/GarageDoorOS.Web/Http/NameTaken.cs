using GarageDoorOS.Domain;

namespace GarageDoorOS.Web.Http;

/// <summary>A name that is taken: 409 for a program, an error beside the field for a person.</summary>
internal static class NameTaken
{
    private const string Code = "name_taken", Field = "name";

    public static Problem.Conflict Of(string detail) => new(Code, detail);

    /// <summary>What a form shows of a problem beside its fields; empty where the problem has no field.</summary>
    public static FormErrors Errors(Problem problem) =>
        problem is Problem.Conflict { Code: Code } taken ? FormErrors.Of(new Problem.Invalid(Field, taken.Detail)) : FormErrors.Of(problem);

    /// <summary>A name as it was typed, in one line; what is wrong with it is told beside its field.</summary>
    public static string Read(string? typed, FormErrors errors)
    {
        var name = TextRule.Read(PlainText.OneLine(typed), Field, TextRule.Line, errors) ?? "";
        if (name.Length == 0 && !errors.Has(Field)) errors.Add(Field, "Type a name.");
        return name;
    }
}
