namespace GarageDoorOS.Web.Integrations.Mail;

/// <summary>Takes mails to the world. Where the installation has no mail server <see cref="IsOn"/> is false, and nobody writes any.</summary>
public interface IMailer
{
    bool IsOn { get; }

    /// <summary>The server's name, for people who look where their mail goes.</summary>
    string Server { get; }

    /// <summary>After how long connecting, or sending one mail, has failed.</summary>
    TimeSpan Patience { get; }

    /// <summary>Connects; what is sent over it goes one after the other. Throws <see cref="MailFailed"/>.</summary>
    Task<IMailConnection> Connect();
}

/// <summary>An open way to the mail server.</summary>
public interface IMailConnection : IAsyncDisposable
{
    /// <summary>Returns once the server has taken the mail over. Throws <see cref="MailFailed"/>.</summary>
    Task Send(Mail mail);
}

/// <summary>One mail to one person, plain text. <paramref name="Id"/> names it to mail servers too, so that one that came twice is known for the same.</summary>
public sealed record Mail(Guid Id, string? FromName, string To, string Subject, string Text)
{
    /// <summary>Where one press ends such mails (RFC 8058); null for one that a person wrote, or whose reader is of the team.</summary>
    public string? Unsubscribe { get; init; }

    /// <summary>A person wrote it: an absent reader's program may answer it.</summary>
    public bool IsByPerson { get; init; }
}

/// <summary>A mail was not taken; <paramref name="never"/> where trying again is no use.</summary>
public sealed class MailFailed(string message, bool never, Exception? inner = null) : Exception(message, inner)
{
    public bool Never { get; } = never;

    /// <summary>The server has the whole of it and said nothing: it may be on its way.</summary>
    public bool IsUnclear { get; init; }
}
