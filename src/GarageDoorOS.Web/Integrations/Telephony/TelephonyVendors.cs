using GarageDoorOS.Domain.Calls;

namespace GarageDoorOS.Web.Integrations.Telephony;

/// <summary>The vendors that a business may choose from here: pretending is for Development, and for where <c>Telephony__AllowPretend</c> says so.</summary>
public sealed class TelephonyVendors(IHostEnvironment environment, IConfiguration configuration, PublicTargets targets)
{
    public IReadOnlyList<TelephonyVendor> Offered { get; } =
        environment.IsDevelopment() || configuration.GetValue("Telephony:AllowPretend", false)
            ? [TelephonyVendor.Twilio, TelephonyVendor.Asterisk, TelephonyVendor.Pretend]
            : [TelephonyVendor.Twilio, TelephonyVendor.Asterisk];

    /// <summary>False for a host that is plainly no server of the internet; what its name stands for is asked when it is connected to.</summary>
    public bool MayReach(string host) => targets.MayBePublic(host);
}
