namespace GarageDoorOS.Web.Integrations.Mail;

/// <summary>Takes mails to leads by the account of their business. Its server was named by a customer of ours: only servers of the whole internet are asked.</summary>
public interface ILeadMailer
{
    /// <summary>False for a host that is plainly no server of the internet; what its name stands for is asked by <see cref="Connect"/>.</summary>
    bool MayReach(string host);

    /// <summary>Whether mail may go out by this port.</summary>
    bool MayUse(int port);

    /// <summary>
    /// Connects and signs in; what is sent over it comes from the address of the account. Connecting, and each mail, may take as long as <paramref name="patience"/>.
    /// Throws <see cref="MailFailed"/>.
    /// </summary>
    Task<IMailConnection> Connect(MailAccountSettings account, TimeSpan patience);
}

/// <summary>The account of a business as its server wants it, the password readable: for as long as a connection takes, and for no log.</summary>
public sealed record MailAccountSettings(string Host, int Port, string? User, string? Password, string FromAddress)
{
    public override string ToString() => $"{FromAddress} by {Host}:{Port}";
}
