using GarageDoorOS.Domain.Activities;
using NodaTime;

namespace GarageDoorOS.Domain.Audit;

/// <summary>The words for what happened beside the timelines of records; they share created, changed and deleted with <see cref="ActivityKinds"/>.</summary>
public static class AuditActions
{
    public const string SignedIn = "signed_in", SignInFailed = "sign_in_failed", SignInLocked = "sign_in_locked", Refused = "refused", Exported = "exported",
        Uploaded = "uploaded", SecondFactorRemoved = "second_factor_removed", PasswordLinkMade = "password_link_made";

    public static IReadOnlyList<string> All { get; } = [SignedIn, SignInFailed, SignInLocked, Refused, Exported, Uploaded, SecondFactorRemoved, PasswordLinkMade];
}

/// <summary>What an entry is about; the record, where there is one, is named as it was called then.</summary>
public sealed record AuditSubject(string Kind, Guid? Id = null, string Name = "")
{
    public const string Business = "business", TeamMember = "team_member", Invitation = "invitation", Role = "role", ApiKey = "api_key",
        Source = "source", LostReason = "lost_reason", Cadence = "cadence", Import = "import", MailAccount = "mail_account", SmsAccount = "sms_account", TelephonyAccount = "telephony_account", SendingRules = "sending_rules", Leads = "leads", AuditLog = "audit_log", Page = "page";
}

/// <summary>
/// Something that somebody did, or was refused, and that stands on no record's timeline. It is written and never changed, and holds no secret.
/// </summary>
public sealed class AuditEntry : ILogLine
{
    /// <summary>More of a text says nothing more.</summary>
    private const int LongestText = 300;

    private AuditEntry() { }

    public Guid BusinessId { get; private set; }
    public Guid Id { get; private set; }
    public Instant At { get; private set; }
    public ActorKind ActorKind { get; private set; }
    public Guid? ActorId { get; private set; }
    public string ActorName { get; private set; } = "";
    public string Kind { get; private set; } = "";
    public string SubjectKind { get; private set; } = "";
    public Guid? SubjectId { get; private set; }
    public string SubjectName { get; private set; } = "";
    public string? Field { get; private set; }
    public string? Old { get; private set; }
    public string? New { get; private set; }

    /// <summary>The network address that it came from, where it came by one.</summary>
    public string? Address { get; private set; }

    /// <summary>How often within its minute: what comes in bursts is one entry.</summary>
    public int Times { get; private set; } = 1;

    public static AuditEntry Of(Guid businessId, Actor actor, string kind, AuditSubject subject, string? address, Instant now, FieldChange? change = null, int times = 1) => new()
    {
        BusinessId = businessId,
        Id = MomentId.New(now),
        At = now,
        ActorKind = actor.Kind,
        ActorId = actor.Id,
        ActorName = actor.Name,
        Kind = kind,
        SubjectKind = subject.Kind,
        SubjectId = subject.Id,
        SubjectName = Short(subject.Name) ?? "",
        Field = change?.Field,
        Old = Short(change?.Old),
        New = Short(change?.New),
        Address = address,
        Times = times,
    };

    private static string? Short(string? text) => text?.Length > LongestText ? text[..(char.IsHighSurrogate(text[LongestText - 1]) ? LongestText - 1 : LongestText)] + "…" : text;
}
