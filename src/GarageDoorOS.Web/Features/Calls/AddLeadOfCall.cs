using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Calls;

/// <summary>One click makes a lead of somebody unknown who calls, or has called. Pressed twice, or by two at once, it is one lead.</summary>
public sealed class AddLeadOfCall(AppDb db, CallSearch search, CallLeads leads, CurrentUser user, IClock clock)
{
    public static async Task<IResult> FromPage(Guid id, AddLeadOfCall add, HttpContext context, CancellationToken ct)
    {
        var added = await add.Handle(id, ct);
        return added.IsOk ? Done.Answer(context, "They are a lead now.", $"{CallRoutes.Changed}, leads-changed", $"/leads/{added.Value.LeadId}") : added.Problem.ToPage();
    }

    public static async Task<IResult> FromApi(Guid id, AddLeadOfCall add, HttpResponse response, CancellationToken ct) => (await add.Handle(id, ct)).Match(call => call.Ok(response), problem => problem.ToJson());

    public Task<Result<Call>> Handle(Guid id, CancellationToken ct) => db.InTransaction<Result<Call>>(async () =>
    {
        await db.LockIdentity(ct);
        if (await search.One(id, ct) is null) return new Problem.NotFound();
        var (now, known) = (clock.GetCurrentInstant(), await leads.Held(id, ct));
        var call = await db.Held<Call>(id).SingleAsync(ct);
        if (call.LeadId is not null) return call;
        if (call.CustomerId is not null) return new Problem.Conflict("known_already", "This is a customer already.");
        if (call.Number.Length == 0) return new Problem.Conflict("number_withheld", "The number was withheld. Add a lead by hand, and ask them for it.");
        var lead = known ?? await leads.Open(call, CallLeads.Spoken, user.Actor, now, ct);
        foreach (var theirs in await db.Calls.Where(c => c.Number == call.Number && c.LeadId == null && c.CustomerId == null).ToListAsync(ct)) theirs.BelongTo(lead.Id);
        await db.SaveChangesAsync(ct);
        return call;
    }, ct);
}
