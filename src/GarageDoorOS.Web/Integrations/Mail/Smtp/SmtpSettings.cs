using System.Globalization;
using System.Net;
using MailKit.Security;

namespace GarageDoorOS.Web.Integrations.Mail.Smtp;

/// <summary>Where and as whom mail goes out: <c>Smtp__Host</c>, <c>Smtp__Port</c> (587), <c>Smtp__User</c>, <c>Smtp__Password</c>, <c>Smtp__From</c>, <c>Smtp__TimeoutSeconds</c> (60).</summary>
internal sealed record SmtpSettings(string Host, int Port, string? User, string? Password, string From, TimeSpan Patience)
{
    internal const int Submission = 587;
    private const int ImplicitTls = 465;

    public static SmtpSettings Of(IConfiguration configuration)
    {
        var settings = configuration.GetSection("Smtp");
        var user = settings["User"] is { Length: > 0 } named ? named : null;
        var from = settings["From"] is { Length: > 0 } set ? set : user?.Contains('@', StringComparison.Ordinal) == true ? user : "no-reply@" + HostOf(configuration["App:PublicUrl"]);
        return new(settings["Host"]?.Trim() ?? "", Number("Port", Submission, 65_535), user, settings["Password"], from, TimeSpan.FromSeconds(Number("TimeoutSeconds", 60, 600)));

        int Number(string name, int otherwise, int most) =>
            settings[name] is not { Length: > 0 } text ? otherwise
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= most ? number
            : throw new InvalidOperationException($"Smtp__{name} is «{text}»; it is a number from 1 to {most}.");
    }

    public bool IsOn => Host.Length > 0;

    public override string ToString() => $"{From} by {Host}:{Port}"; // a record would tell its password

    /// <summary>A password never travels in the clear, but to this very machine.</summary>
    public SecureSocketOptions Security =>
        Port == ImplicitTls ? SecureSocketOptions.SslOnConnect
        : User is not null && !IsHere ? SecureSocketOptions.StartTls
        : SecureSocketOptions.StartTlsWhenAvailable;

    private bool IsHere => Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    private static string HostOf(string? url) => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.HostNameType == UriHostNameType.Dns ? uri.Host : "localhost";
}
