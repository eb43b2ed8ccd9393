using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Work.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using GarageDoorOS.Web.Ui.Records;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Work;

/// <summary>Estimates and jobs as their components draw them for this user.</summary>
public sealed class WorkView(AppDb db, CurrentUser user, CurrentBusiness business, IClock clock)
{
    /// <summary>What pages listen for to draw themselves again.</summary>
    public const string Changed = "work-changed";

    private const int RecentLines = 60, AllLines = 2_000;

    public Viewer Viewer => new(clock.GetCurrentInstant(), business.Zone, business.Currency, user.Role);

    public async Task<WorkList.Model> List<TWork>(ListWork<TWork>.Found found, ListUrl url, CancellationToken ct) where TWork : WorkRecord, IWork<TWork>
    {
        var (work, place) = (found.Work, found.Filter.Place);
        var customers = await db.CustomersOf(user, work.Page, ct);
        var rows = work.Page.Select(w => new WorkTable.Row(w.Id, w.Title, customers.GetValueOrDefault(w.CustomerId)?.Name, w.Status, w.Amount, w.Date, w.CreatedAt));
        var where = new Pager.Where(place.After is null ? place.Page : 0, place.Size, work.Page.Count, work.Total, work.More, work.HasNext, place.IsLastPage ? found.NextAfter?.ToString() : null);
        return new(TWork.Described, [.. rows], where, url, found.Filter.Sort, Viewer, found.Errors);
    }

    public async Task<OneWork.Model> Record(WorkRecord work, bool wholeStory, CancellationToken ct)
    {
        var most = wholeStory ? AllLines : RecentLines;
        var lines = await db.TimelineOf(user, work.Id).Take(most + 1).ToListAsync(ct);
        var customer = (await db.CustomersOf(user, [work], ct)).GetValueOrDefault(work.CustomerId);
        return new(work.What, work.Id, work.Version, work.Title, work.Status, work.Amount, work.Date, work.Notes, customer, await MadeWith(work, ct),
            StoryLines.Of(lines.Take(most), await db.NamesIn(lines, ct), business.Currency), work.CreatedAt, work.UpdatedAt, work.IsDeleted,
            lines.Count > most && !wholeStory ? $"{work.What.Path}/{work.Id}?story=all" : null);
    }

    /// <summary>The empty form; null where there is no such customer.</summary>
    public async Task<WorkForm.Model?> NewForm(WorkKind what, Guid customerId, CancellationToken ct) =>
        await db.CustomerForWork(user, customerId, ct) is { } customer ? new WorkForm.Model(what) { CustomerId = customer.Id, CustomerName = customer.Title, Currency = business.Currency } : null;

    public async Task<WorkForm.Model> Form(WorkRecord work, CancellationToken ct) => Form(work.What, work.Id, work.Version, work.Facts) with
    {
        CustomerName = (await db.CustomersOf(user, [work], ct)).GetValueOrDefault(work.CustomerId)?.Name,
    };

    /// <summary>Both wrote in the same field: mine stands in it, theirs beside it; where only they wrote, theirs stands.</summary>
    public WorkForm.Model Form(WorkKind what, Clash<WorkFacts> clash)
    {
        var (id, version, mine, now, stale, by) = clash;
        var theirs = stale.Both.ToDictionary(field => field, field => FieldText.Of(field, WorkFacts.Fields[field](now), new Dictionary<string, string>(), business.Currency));
        return Form(what, id, version, mine.Taking(stale.Theirs, now)) with { TheirsBy = by, Theirs = theirs };
    }

    /// <summary>As it was typed; null where a new one is for nobody whom the user may see.</summary>
    public async Task<WorkForm.Model?> Typed(WorkKind what, IFormCollection typed, Guid? id, CancellationToken ct)
    {
        var customer = await db.CustomerForWork(user, Guid.TryParse(typed["customerId"], out var given) ? given : null, ct);
        if (id is null && customer is null) return null;
        return new(what)
        {
            Id = id,
            Version = WorkInput.Number(typed["version"]),
            CustomerId = customer?.Id,
            CustomerName = customer?.Title,
            Title = typed["title"],
            Status = typed["status"],
            Amount = typed["amount"],
            Date = typed["date"],
            Notes = typed["notes"],
            Currency = business.Currency,
        };
    }

    private WorkForm.Model Form(WorkKind what, Guid id, int version, WorkFacts facts) => new(what)
    {
        Id = id,
        Version = version,
        Title = facts.Title,
        Amount = facts.Amount is { } amount ? Money.ToText(amount) : "",
        Date = WorkFacts.Text(facts.Date),
        Notes = facts.Notes,
        Currency = business.Currency,
    };

    // The lead, the estimate and the job that belong together, each for who may see it.
    private async Task<IReadOnlyList<OneWork.Related>> MadeWith(WorkRecord work, CancellationToken ct)
    {
        var related = new List<OneWork.Related>();
        if (work.LeadId is { } leadId && await db.Leads.AsNoTracking().VisibleTo(user).SingleOrDefaultAsync(l => l.Id == leadId && l.DeletedAt == null, ct) is { } lead && user.May(Permission.LeadsView))
            related.Add(new("Lead", lead.Title, $"/leads/{lead.Id}"));
        if (work is Job { EstimateId: { } estimateId } && await db.Estimates.AsNoTracking().SingleOrDefaultAsync(e => e.Id == estimateId, ct) is { } estimate && user.May(Permission.EstimatesView))
            related.Add(new("Estimate", estimate.Title, $"/estimates/{estimate.Id}"));
        if (work is Estimate && await db.Jobs.AsNoTracking().SingleOrDefaultAsync(j => j.EstimateId == work.Id, ct) is { } job && user.May(Permission.JobsView))
            related.Add(new("Job", job.Title, $"/jobs/{job.Id}"));
        return related;
    }
}
