namespace GarageDoorOS.Web.Ui;

/// <summary>One choice of a list: the value that is sent and the word that is read.</summary>
public sealed record Option(string Value, string Text);
