using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Integrations.Sms;

/// <summary>The addresses at which a vendor calls us about the texts of one business; null where the installation does not know under which address the world finds it.</summary>
public sealed class SmsHooks(PublicUrl urls)
{
    public const string Root = "/hooks/sms";

    /// <summary>Where answers of leads are brought.</summary>
    public string? Inbound(Guid businessId) => At($"{Root}/{businessId}/inbound");

    /// <summary>Where the vendor tells what became of a text: of <paramref name="messageId"/>, or of any.</summary>
    public string? Status(Guid businessId, Guid? messageId = null) => At($"{Root}/{businessId}/status" + (messageId is { } id ? $"?message={id}" : ""));

    private string? At(string path) => urls.Given is null ? null : urls.Of(path);
}
