using GarageDoorOS.Domain.Messages;

namespace GarageDoorOS.Web.Integrations.Sms;

/// <summary>The vendors that a business may choose from here: pretending is for Development, and for where <c>Sms__AllowPretend</c> says so.</summary>
public sealed class SmsVendors(IHostEnvironment environment, IConfiguration configuration)
{
    public IReadOnlyList<SmsVendor> Offered { get; } =
        environment.IsDevelopment() || configuration.GetValue("Sms:AllowPretend", false) ? [SmsVendor.Twilio, SmsVendor.Pretend] : [SmsVendor.Twilio];
}
