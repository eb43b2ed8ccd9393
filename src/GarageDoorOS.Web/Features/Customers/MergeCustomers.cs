using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Customers;

/// <summary>Makes one customer part of another: a choice for each field, everything moved, and for 30 days a way back.</summary>
public sealed class MergeCustomers(AppDb db, CurrentUser user, IClock clock)
{
    public sealed record Request(Guid? OtherId, IReadOnlyDictionary<string, MergeChoice> Take, FormErrors Errors);

    /// <summary><c>take</c>: for a field, whose value stays: <c>mine</c>, <c>other</c>, or of contacts, phones, emails, addresses and notes <c>both</c>, as it is for fields that are not named.</summary>
    public sealed record Body(Guid OtherId, IReadOnlyDictionary<string, string> Take);

    /// <summary><c>customerId</c>: who stays. <c>mergedCustomerId</c>: who became part of them; its address leads to the other.</summary>
    public sealed record Response(Guid Id, Guid CustomerId, Guid MergedCustomerId, Instant At);

    public static async Task<IResult> FromPage(Guid id, MergeCustomers merge, MergeView view, HttpContext context, CancellationToken ct)
    {
        var typed = await context.Request.ReadFormAsync(ct);
        var merged = await merge.Handle(id, MergeInput.FromForm(typed), ct);
        if (merged.IsOk)
        {
            var next = LocalUrl.Of(typed["returnUrl"]) ?? $"/customers/{id}";
            return Done.Answer(context, "Two customers are one now.", "customers-changed", next, $"/customers/{id}/merges/{merged.Value.Id}/undoing");
        }
        return merged.Problem is Problem.Invalid ? await view.Draw(id, typed, FormErrors.Of(merged.Problem), ct) : merged.Problem.ToPage();
    }

    public static async Task<IResult> FromApi(Guid id, JsonBody body, MergeCustomers merge, CancellationToken ct) =>
        (await merge.Handle(id, MergeInput.FromJson(body), ct)).Match(made => TypedResults.Created($"/api/customers/{id}", made), problem => problem.ToJson());

    public Task<Result<Response>> Handle(Guid id, Request request, CancellationToken ct) => db.InTransaction<Result<Response>>(async () =>
    {
        await db.LockIdentity(ct);
        var both = new Dictionary<Guid, Customer?>();
        foreach (var one in new[] { id, request.OtherId ?? id }.Distinct().Order())
            both[one] = await db.Held<Customer>(one).SingleOrDefaultAsync(c => c.DeletedAt == null, ct);
        if (both[id] is not { } winner) return new Problem.NotFound();
        var errors = request.Errors;
        var loser = request.OtherId is { } other && other != id ? both[other] : null;
        if (loser is null && !errors.Has(MergeInput.Other)) errors.Add(MergeInput.Other, request.OtherId == id ? "A customer cannot be merged with itself." : "There is no such customer.");
        if (errors.Any) return errors.ToProblem();

        var (before, facts) = (winner.Facts, winner.Facts.MergedWith(loser!.Facts, request.Take));
        MergeInput.Check(facts, before, loser.Facts, errors);
        if (errors.Any) return errors.ToProblem();

        var now = clock.GetCurrentInstant();
        var changes = winner.Edit(facts, now);
        loser.MergeInto(winner, now);
        var moved = await db.BelongingsOf(loser.Id, ct);
        await db.Give(moved, loser.Id, winner.Id, ct);
        var merge = CustomerMerge.Of(winner, before, loser, moved, now);
        db.Add(merge);
        db.Note(winner, user.Actor, ActivityKinds.Merged, now, [new("merged", null, loser.Title), .. changes]);
        db.Note(loser, user.Actor, ActivityKinds.MergedInto, now, [new("merged", null, winner.Title)]);
        await db.SaveChangesAsync(ct);
        return new Response(merge.Id, winner.Id, loser.Id, now);
    }, ct);
}
