namespace GarageDoorOS.Domain.Messages;

/// <summary>By what a lead is written to. The numbers are stored.</summary>
public enum MessageChannel { Text = 0, Email = 1 }
