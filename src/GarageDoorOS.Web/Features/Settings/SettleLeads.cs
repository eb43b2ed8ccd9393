using GarageDoorOS.Web.Data;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>Goes on with bringing leads to what the lists say, where somebody renamed or merged and could not wait, or was stopped.</summary>
public sealed class SettleLeads(LeadSettler settler)
{
    public Task Handle(CancellationToken ct) => settler.Run(ct);
}
