namespace GarageDoorOS.Domain.Messages;

/// <summary>By which mail server, and as whom, a business writes to its leads. A business has one, or none.</summary>
public sealed class MailAccount : IBusinessRecord, IVersioned
{
    private MailAccount() { }

    public Guid BusinessId { get; private set; }
    public string Host { get; private set; } = "";
    public int Port { get; private set; }

    /// <summary>Null where the server asks nobody who they are.</summary>
    public string? User { get; private set; }

    /// <summary>Encrypted; null without a <see cref="User"/>.</summary>
    public string? Password { get; private set; }

    /// <summary>By which a vendor proves that the answers it brings are from it; encrypted, null where nobody brings any.</summary>
    public string? InboundKey { get; private set; }
    public string FromAddress { get; private set; } = "";
    public string FromName { get; private set; } = "";
    public int Version { get; private set; } = 1;

    Guid IVersioned.Id => BusinessId;

    public MailAccountFacts Facts => new(Host, Port, User, FromAddress, FromName);

    public static MailAccount SetUp(Guid businessId, MailAccountFacts facts, string? password, string? inboundKey = null)
    {
        var account = new MailAccount { BusinessId = businessId, InboundKey = inboundKey };
        account.Take(facts, password);
        return account;
    }

    /// <summary>Goes on by other facts; the password that there is stays where no <paramref name="newPassword"/> comes with them; the key of answers is <paramref name="inboundKey"/> from now on.</summary>
    public void Become(MailAccountFacts facts, string? newPassword, string? inboundKey)
    {
        if (facts == Facts && newPassword is null && inboundKey == InboundKey) return;
        Take(facts, newPassword ?? Password);
        InboundKey = inboundKey;
        Version++;
    }

    private void Take(MailAccountFacts facts, string? password)
    {
        (Host, Port, User, FromAddress, FromName) = facts;
        Password = User is null ? null : password;
    }
}

/// <summary>What a mail account says of itself, but for its secrets.</summary>
public sealed record MailAccountFacts(string Host, int Port, string? User, string FromAddress, string FromName)
{
    /// <summary>The port at which mail servers take mail of people who say who they are.</summary>
    public const int Submission = 587;

    /// <summary>What the form of a business that has none begins with.</summary>
    public static MailAccountFacts None(string businessName) => new("", Submission, null, "", businessName);

    /// <summary>A password goes to no other server than the one that it was typed for: else whoever may change the server could have it sent to theirs.</summary>
    public bool MayKeepPasswordOf(MailAccountFacts before) => User is not null && User == before.User && string.Equals(Host, before.Host, StringComparison.OrdinalIgnoreCase);
}
