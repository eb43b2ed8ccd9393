using Microsoft.AspNetCore.Components;

namespace GarageDoorOS.Web.Ui;

/// <summary>What all fields of a form have in common.</summary>
public abstract class FieldBase : ComponentBase
{
    [Parameter, EditorRequired] public string Name { get; set; } = "";
    [Parameter, EditorRequired] public string Label { get; set; } = "";
    [Parameter] public string? Value { get; set; }
    [Parameter] public string? Error { get; set; }
    [Parameter] public string? Hint { get; set; }
    [Parameter] public string? Aside { get; set; }
    [Parameter] public bool Wide { get; set; }
    [Parameter] public bool Focus { get; set; }
    [Parameter] public string? Theirs { get; set; }
    [Parameter] public string? TheirsBy { get; set; }
    [Parameter] public RenderFragment? After { get; set; }

    protected string Id => "f-" + Name.Replace("[", "-", StringComparison.Ordinal).Replace("].", "-", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal);
    protected string Control => Error is null ? "form-control" : "form-control is-invalid";
    protected string? Invalid => Error is null ? null : "true";
    protected string? DescribedBy => Field.DescribedBy(Id, Error, Hint);
}
