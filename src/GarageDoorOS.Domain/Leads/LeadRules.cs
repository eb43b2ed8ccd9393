namespace GarageDoorOS.Domain.Leads;

/// <summary>What a lead must be, asked alike of forms, of programs and of what is merged.</summary>
public static class LeadRules
{
    public const string OnlyByConverting = "A lead becomes converted by converting it: use Convert to Customer.", SayWhyClosed = "Say why this lead is closed.";

    /// <summary>What is wrong with an edit of a lead that is as <paramref name="now"/> says.</summary>
    public static IEnumerable<FieldError> WhatIsWrong(this LeadEdit edit, LeadEdit now)
    {
        if (!edit.Facts.HasName) yield return new(LeadFields.Name, "Give a name or a company.");
        if (edit.Status == LeadStatus.Converted && now.Status != LeadStatus.Converted) yield return new(LeadFields.Status, OnlyByConverting);
        if (edit.Status.LacksReason(edit.LostReason)) yield return new(LeadFields.LostReason, SayWhyClosed);
    }

    /// <summary>Who closes a lead says why.</summary>
    public static bool LacksReason(this LeadStatus status, string? reason) => status.IsClosed() && string.IsNullOrWhiteSpace(reason);
}
