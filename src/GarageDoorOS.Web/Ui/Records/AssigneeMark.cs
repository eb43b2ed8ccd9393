namespace GarageDoorOS.Web.Ui.Records;

/// <summary>Who works a lead, as it is drawn; nobody is the pool.</summary>
public readonly record struct AssigneeMark(string? Name, bool IsMe)
{
    public string Class => Name is null ? "who is-pool" : IsMe ? "who is-me" : "who";
    public string? Initials => Name is null ? null : Words.Initials(Name);

    /// <summary>The first name: a list has no room for more.</summary>
    public string Brief => Name?.Split(' ')[0] ?? Whole;
    public string Whole => Name ?? "Pool";
}
