using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using NodaTime;

namespace GarageDoorOS.Web.Data;

/// <summary>The one question before every message that goes by itself: may it go to this address of a lead, now?</summary>
public sealed class SendingGate
{
    public Task<Verdict> Ask(Lead lead, MessageChannel channel, string address, Instant now, CancellationToken ct) => Task.FromResult<Verdict>(new Verdict.Go());
}
