using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Integrations.Telephony;

/// <summary>The addresses at which a vendor calls us about the calls of one business; null where the installation does not know under which address the world finds it.</summary>
public sealed class CallHooks(PublicUrl urls)
{
    public const string Root = "/hooks/calls";

    /// <summary>Where the vendor tells how a call goes on.</summary>
    public string? Status(Call call) => urls.Given is null ? null : urls.Of($"{Root}/{call.BusinessId}/status?call={call.Id}");
}
