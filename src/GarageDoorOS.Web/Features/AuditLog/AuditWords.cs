using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Audit;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Ui;
using GarageDoorOS.Web.Ui.Records;

namespace GarageDoorOS.Web.Features.AuditLog;

/// <summary>How the log is read on the screen.</summary>
internal static class AuditWords
{
    /// <summary>What happened, as it reads after the name of who did it.</summary>
    public static Story.Line Of(LoggedLine line, IReadOnlyDictionary<string, string> names, string currency) => line switch
    {
        { Activity: { } activity } => StoryLines.Of([activity], names, currency)[0],
        { Entry: { } entry } => new(entry.At, entry.ActorName, Happened(entry), Shown(entry, entry.Old), Shown(entry, entry.New)),
        _ => throw new InvalidOperationException("A line of nothing."),
    };

    /// <summary>«Signed in», «Second factor removed».</summary>
    public static string Title(string action) => action switch
    {
        AuditActions.SignInFailed => "Wrong password or code",
        AuditActions.SignInLocked => "Locked out",
        AuditActions.Refused => "Not allowed",
        ActivityKinds.Created => "Added",
        ActivityKinds.Deleted => "Deleted",
        _ => Sentence(action),
    };

    /// <summary>«Team member», «API key».</summary>
    public static string Subject(string kind) => kind == AuditSubject.ApiKey ? "API key" : Sentence(kind);

    /// <summary>Where a record, or the page that it stands on, is; null where there is none.</summary>
    public static string? Address(LoggedLine line) => line.Subject switch
    {
        "lead" or "customer" or "estimate" or "job" => $"/{line.Subject}s/{line.SubjectId}",
        AuditSubject.Business => "/settings/general",
        AuditSubject.TeamMember or AuditSubject.Invitation => "/settings/team",
        AuditSubject.Role => "/settings/roles",
        AuditSubject.ApiKey => "/settings/api-keys",
        AuditSubject.Source => "/settings/sources",
        AuditSubject.LostReason => "/settings/lost-reasons",
        AuditSubject.Cadence => "/settings/cadences",
        AuditSubject.MailAccount or AuditSubject.SmsAccount or AuditSubject.TelephonyAccount => "/settings/integrations",
        AuditSubject.SendingRules => "/settings/integrations/consent",
        AuditSubject.Import => $"/imports/{line.SubjectId}",
        _ => null,
    };

    private static string Happened(AuditEntry entry) => entry.Kind switch
    {
        ActivityKinds.Created => entry.SubjectKind == AuditSubject.Invitation ? "invited" : "added",
        ActivityKinds.Deleted => "deleted",
        ActivityKinds.Changed => entry.Field switch
        {
            "acceptedAt" => "accepted",
            "revokedAt" => "took back",
            "expiresAt" => "made a new link for",
            "retiredAt" => entry.New is null ? "offers again" : "retired",
            "mergedIntoId" => "merged into another",
            "isNurturing" => entry.New == "yes" ? "turned lead nurturing on in" : "turned lead nurturing off in",
            "isOn" => entry.New == "yes" ? "turned on" : "turned off",
            "records" => entry.New == "yes" ? "turned recording on in" : "turned recording off in",
            "emptiedAt" => "took the leads out of",
            "isActive" => entry.New == "yes" ? "opened the place of" : "ended the place of",
            var field => $"changed the {Sentence(string.Concat((field ?? "").Select(c => char.IsUpper(c) ? "_" + char.ToLowerInvariant(c) : c.ToString()))).ToLowerInvariant()}",
        },
        AuditActions.SignedIn => "signed in",
        AuditActions.SignInFailed => "typed a wrong password or code",
        AuditActions.SignInLocked => "was locked out after too many wrong passwords or codes",
        AuditActions.Refused => "was not allowed to open",
        AuditActions.Exported => "exported",
        AuditActions.Uploaded => "uploaded",
        ActivityKinds.Imported => "imported",
        AuditActions.SecondFactorRemoved => "took the second factor away from",
        AuditActions.PasswordLinkMade => "made a link for a new password of",
        _ => entry.Kind,
    };

    // Where the verb says it all, the moment or the id behind it says nothing more.
    private static string? Shown(AuditEntry entry, string? text) =>
        entry.Field is "acceptedAt" or "revokedAt" or "expiresAt" or "retiredAt" or "mergedIntoId" or "isActive" or "isNurturing" or "records" or "isOn" or "emptiedAt" ? null : text is null ? null : FieldText.Beginning(text);

    private static string Sentence(string word) => word.Length == 0 ? "" : char.ToUpperInvariant(word[0]) + word[1..].Replace('_', ' ');
}
