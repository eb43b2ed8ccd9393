using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Integrations.Mail;

/// <summary>The addresses at which a vendor calls us about the mail of one business; null where the installation does not know under which address the world finds it.</summary>
public sealed class MailHooks(PublicUrl urls)
{
    public const string Root = "/hooks/mail";

    /// <summary>Where answers of leads are brought.</summary>
    public string? Inbound(Guid businessId) => At($"{Root}/{businessId}/inbound");

    /// <summary>Where the vendor tells what became of a mail.</summary>
    public string? Status(Guid businessId) => At($"{Root}/{businessId}/status");

    private string? At(string path) => urls.Given is null ? null : urls.Of(path);
}
