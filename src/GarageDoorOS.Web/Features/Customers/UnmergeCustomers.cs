using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Customers;

/// <summary>Takes two merged customers apart, as they were, unless somebody has worked on what they became.</summary>
public sealed class UnmergeCustomers(AppDb db, CurrentUser user, CustomerPast past, IClock clock)
{
    public static async Task<IResult> FromPage(Guid id, Guid mergeId, UnmergeCustomers unmerge, HttpContext context, CancellationToken ct) =>
        (await unmerge.Handle(id, mergeId, ct)).Match(
            _ => Done.Answer(context, "They are two customers again.", "customers-changed", $"/customers/{id}"),
            problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, Guid mergeId, UnmergeCustomers unmerge, HttpResponse response, CancellationToken ct) =>
        (await unmerge.Handle(id, mergeId, ct)).Match(whole => CustomerJson.Ok(response, whole), problem => problem.ToJson());

    public Task<Result<CustomerPast.Whole>> Handle(Guid id, Guid mergeId, CancellationToken ct) => db.InTransaction<Result<CustomerPast.Whole>>(async () =>
    {
        await db.LockIdentity(ct);
        var now = clock.GetCurrentInstant();
        if (await db.CustomerMerges.SingleOrDefaultAsync(m => m.Id == mergeId && m.WinnerId == id, ct) is not { } merge) return new Problem.NotFound();
        if (merge.UndoneAt is not null) return new Problem.Conflict("unmerged", "They were taken apart already.");
        if (!merge.CanStillBeUndone(now)) return new Problem.Conflict("too_late", "They were merged more than 30 days ago.");
        var both = new Dictionary<Guid, Customer>();
        foreach (var one in new[] { merge.WinnerId, merge.LoserId }.Order()) both[one] = await db.Held<Customer>(one).SingleAsync(ct);
        var (winner, loser) = (both[merge.WinnerId], both[merge.LoserId]);
        if (await WhatStandsOnIt(winner, merge, ct) is { } reason) return new Problem.Conflict("later_work", reason);

        var changes = winner.Edit(merge.Before, now);
        loser.ComeApart(now);
        await db.Give(merge.Moved, winner.Id, loser.Id, ct);
        merge.Undo(now);
        db.Note(winner, user.Actor, ActivityKinds.Unmerged, now, [new("merged", null, loser.Title), .. changes]);
        db.Note(loser, user.Actor, ActivityKinds.Unmerged, now, [new("merged", null, winner.Title)]);
        await db.SaveChangesAsync(ct);
        return await past.Of(winner, ct);
    }, ct);

    private async Task<string?> WhatStandsOnIt(Customer winner, CustomerMerge merge, CancellationToken ct)
    {
        if (winner.IsMerged) return $"{winner.Title} was merged into another customer since. Take those two apart first.";
        if (winner.IsDeleted) return $"{winner.Title} is in the trash. Bring it back first.";
        if (winner.Version != merge.WinnerVersion)
        {
            var by = await db.Activities.Where(a => a.SubjectId == winner.Id && a.Version > merge.WinnerVersion).OrderByDescending(a => a.At).Select(a => a.ActorName).FirstOrDefaultAsync(ct);
            return $"{by ?? "Somebody"} has changed {winner.Title} since. What would be whose, nobody can say any more.";
        }
        var later = await (from conversion in db.Conversions where conversion.CustomerId == winner.Id && conversion.At > merge.At join lead in db.Leads on conversion.LeadId equals lead.Id select lead).FirstOrDefaultAsync(ct);
        if (later is not null) return $"The lead {later.Title} became this customer since.";
        var work = (await LaterWork<Estimate>(winner, merge, ct)).Concat(await LaterWork<Job>(winner, merge, ct)).FirstOrDefault();
        return work is null ? null : $"The {work.What.Noun} {work.Title} was made for {winner.Title} since.";
    }

    // In the trash too: it may come back.
    private async Task<IEnumerable<WorkRecord>> LaterWork<TWork>(Customer winner, CustomerMerge merge, CancellationToken ct) where TWork : WorkRecord =>
        await db.Set<TWork>().AsNoTracking().Where(w => w.CustomerId == winner.Id && w.CreatedAt > merge.At).OrderBy(w => w.CreatedAt).Take(1).ToListAsync(ct);
}
