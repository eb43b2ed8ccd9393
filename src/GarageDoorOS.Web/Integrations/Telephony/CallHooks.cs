using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Integrations.Telephony;

/// <summary>The addresses at which a vendor calls us about the calls of one business; null where the installation does not know under which address the world finds it.</summary>
public sealed class CallHooks(PublicUrl urls)
{
    public const string Root = "/hooks/calls";

    /// <summary>Where the vendor tells how a call goes on.</summary>
    public string? Status(Call call) => urls.Given is null ? null : urls.Of($"{Root}/{call.BusinessId}/status?call={call.Id}");

    /// <summary>Where the vendor asks what to do with a call that comes in.</summary>
    public string? Voice(Guid businessId) => urls.Given is null ? null : urls.Of($"{Root}/{businessId}/voice");

    /// <summary>Where it asks whether whoever picked up takes the call. This and those below are given to a vendor that has found us already.</summary>
    public string Answer(Call call, Guid memberId) => urls.Of($"{Root}/{call.BusinessId}/answer?call={call.Id}&member={memberId}");

    /// <summary>Where it asks what is next, once that is over.</summary>
    public string Over(Call call) => urls.Of($"{Root}/{call.BusinessId}/over?call={call.Id}");

    /// <summary>Where it tells of a recording.</summary>
    public string Recording(Call call) => urls.Of($"{Root}/{call.BusinessId}/status?call={call.Id}&leg=recording");
}
