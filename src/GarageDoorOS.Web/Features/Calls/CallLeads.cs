using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Calls;

/// <summary>Makes a lead of somebody unknown who called. Saved by whoever calls, while the business is held.</summary>
public sealed class CallLeads(AppDb db, CallParties parties, Strangers strangers, CurrentBusiness business)
{
    /// <summary>Two of the sources that every business starts with; one that has taken them off its list has leads without a source.</summary>
    public const string Spoken = "Phone", Missed = "Missed call";

    /// <summary>The lead of a call, or one that got the number while it rang, held before the call is; null where there is none.</summary>
    public async Task<Lead?> Held(Guid callId, CancellationToken ct)
    {
        var call = await db.Calls.AsNoTracking().SingleAsync(c => c.Id == callId, ct);
        var id = call.LeadId ?? (call.CustomerId is null && Phone(call).Key is { } key ? (await parties.Calling(key, ct))?.Party.LeadId : null);
        return id is { } known ? await db.Held<Lead>(known).SingleOrDefaultAsync(l => l.DeletedAt == null, ct) : null;
    }

    public async Task<Lead> Open(Call call, string source, Actor by, Instant now, CancellationToken ct) => strangers.Open(Phone(call), await db.SourceCalled(source, ct), "", by, now);

    private PhoneNumber Phone(Call call) => PhoneNumber.Read(call.Number, business.PhoneCountry);
}
