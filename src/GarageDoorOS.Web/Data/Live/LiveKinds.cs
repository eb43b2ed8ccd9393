using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Data.Bulk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace GarageDoorOS.Web.Data.Live;

/// <summary>Of what pages are told that some of it has changed: leads with what hangs on them, and calls.</summary>
[Flags]
public enum LiveKinds { None = 0, Leads = 1, Calls = 2, All = Leads | Calls }

internal static class LiveChanges
{
    /// <summary>What is about to be saved.</summary>
    public static LiveKinds Of(ChangeTracker tracker) =>
        tracker.Entries<IBusinessRecord>().Where(entry => entry.State is not EntityState.Unchanged).Aggregate(LiveKinds.None, (kinds, entry) => kinds | Of(entry.Entity));

    public static LiveKinds Of(BulkBatch batch) =>
        (batch.Leads.Count + batch.Tasks.Count > 0 ? LiveKinds.Leads : LiveKinds.None) | (batch.Calls.Count > 0 ? LiveKinds.Calls : LiveKinds.None);

    private static LiveKinds Of(IBusinessRecord record) => record switch
    {
        Lead or NurtureTask or Enrolment or LeadMessage or Consent => LiveKinds.Leads,
        Call => LiveKinds.Calls,
        _ => LiveKinds.None,
    };
}
