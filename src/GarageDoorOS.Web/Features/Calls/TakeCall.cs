using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui.Records;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Calls;

/// <summary>
/// Takes in a call from outside: finds who calls by the number, and tells whose phones ring. A lead that calls again stands among the latest, with a line in its story; a cadence that stops on a reply
/// stops. A call that its vendor tells twice is one call.
/// </summary>
public sealed class TakeCall(AppDb db, CallParties parties, CallDesk desk, CurrentBusiness business, IClock clock)
{
    /// <summary>As many phones as Twilio rings at once.</summary>
    private const int MostPhones = 10, LongestId = 100;

    public static IReadOnlyList<string> Fields { get; } = ["number", "id"];

    /// <summary><c>number</c>: of whoever calls, in any spelling; left out where it is withheld. <c>id</c>: what the PBX calls this call, of its channel: by it the PBX is asked how the call goes on.</summary>
    public sealed record Body(string? Number, string Id);

    /// <summary>The call, who it is from, and which phones are to ring; none where nobody is on duty, or where it rings no more.</summary>
    public sealed record Taken(Call Call, string Title, IReadOnlyList<PhoneOnDuty> Phones);

    /// <summary>A PBX tells of its calls by a line of its dialplan; Twilio signs what it tells, and has an address of its own.</summary>
    public static async Task<IResult> FromApi(JsonBody body, TakeCall take, AppDb db, HttpResponse response, CancellationToken ct)
    {
        var errors = new FormErrors();
        var json = body.Fields(errors);
        var (number, id) = (json.Text("number"), json.Text("id", LongestId));
        json.Finish();
        if (!IsChannel(id) && !errors.Has("id")) errors.Add("id", "Say what the PBX calls this call: the id of its channel, such as 1764384000.7.");
        if (errors.Any) return errors.ToProblem().ToJson();
        if (!await db.TelephonyAccounts.AnyAsync(a => a.Vendor != TelephonyVendor.Twilio, ct)) return new Problem.Conflict("no_pbx", "Calls of this business do not come by a PBX.").ToJson();
        var taken = await take.Handle(number ?? "", id!, ct);
        response.ETag(taken.Call.Version);
        return Results.Created($"/api/calls/{taken.Call.Id}", CallJson.Of(taken.Call));
    }

    public Task<Taken> Handle(string from, string vendorId, CancellationToken ct) => db.InTransaction(async () =>
    {
        await db.LockIdentity(ct); // a call that is told twice at once is one
        var call = await db.Calls.SingleOrDefaultAsync(c => c.VendorId == vendorId, ct) ?? await Arrived(PhoneNumber.Read(from, business.PhoneCountry), vendorId, ct);
        var title = (await parties.Of(call, ct))?.Title ?? CallText.Number(call, business.PhoneCountry);
        return new Taken(call, title, call.State == CallState.RingingUs ? await desk.OnDuty(MostPhones, ct) : []);
    }, ct);

    /// <summary>It becomes a part of addresses of the PBX.</summary>
    private static bool IsChannel(string? id) => id is { Length: > 0 } && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_') && id.Any(char.IsAsciiLetterOrDigit);

    private async Task<Call> Arrived(PhoneNumber number, string vendorId, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var party = number is { E164: not null, Key: { } key } ? await parties.Calling(key, ct) : null;
        var call = Call.Arrive(db.BusinessId, party?.Party ?? default, number.E164 ?? "", vendorId, now);
        db.Add(call);
        if (party is not null) await Tell(party, call, now, ct);
        await desk.Wake(ct);
        await db.SaveChangesAsync(ct);
        return call;
    }

    private async Task Tell(CallSubject party, Call call, Instant now, CancellationToken ct)
    {
        ISubject subject;
        if (party.Kind == SubjectKind.Lead)
        {
            var lead = await db.Held<Lead>(party.Id).SingleAsync(ct);
            lead.ComeAgain(now);
            await db.StopOnReply(lead, now, ct);
            subject = lead;
        }
        else subject = await db.Customers.SingleAsync(c => c.Id == party.Id, ct);
        db.Note(subject, Actor.System with { Name = party.Title }, ActivityKinds.CalledUs, now, [new("call", CallText.Number(call, business.PhoneCountry), null)]);
    }
}
