using System.Text.Json.Serialization;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Makes a customer of a lead, or links it to one who is known already; twice at once never makes two.</summary>
public sealed class ConvertLead(AppDb db, CurrentUser user, IClock clock)
{
    /// <summary>The type of a new customer (not asked for when linking), or whom to link to; a reason why a second one with the same phone or e-mail is made.</summary>
    public sealed record Request(CustomerType? Type, Guid? LinkToCustomerId, bool CreateAnyway, string Reason)
    {
        public AskedWork? DraftEstimate { get; init; }
        public AskedWork? UnscheduledJob { get; init; }
    }

    /// <summary>Work that is made together with the customer; its title is the lead's name and its amount the lead's estimated value where none is given.</summary>
    public sealed record AskedWork(string? Title = null, decimal? Amount = null);

    /// <summary>Whom the lead became, and what was made for them.</summary>
    public sealed record Response(Guid CustomerId)
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public Guid? EstimateId { get; init; }

        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public Guid? JobId { get; init; }
    }

    public static async Task<IResult> FromPage(Guid id, ConversionForm form, ConvertLead convert, ConversionView view, HttpResponse response, CancellationToken ct)
    {
        var result = form.Errors.Any ? form.Errors.ToProblem() : await convert.Handle(id, form.Request, ct);
        return await result.Match(converted => view.Done(converted.CustomerId, response, ct), problem => view.Refused(id, form, problem, ct));
    }

    public static async Task<IResult> FromApi(Guid id, JsonBody body, ConvertLead convert, CancellationToken ct)
    {
        var errors = new FormErrors();
        var request = ConversionForm.Read(body.Fields(errors));
        var result = errors.Any ? errors.ToProblem() : await convert.Handle(id, request, ct);
        return result.Match(
            converted => TypedResults.Created($"/api/customers/{converted.CustomerId}", converted),
            problem => problem.ToJson());
    }

    public async Task<Result<Response>> Handle(Guid id, Request request, CancellationToken ct)
    {
        try
        {
            return await db.InTransaction(() => Convert(id, request, ct), ct);
        }
        catch (DbUpdateException lost) when (db.IsUniqueViolation(lost))
        {
            db.ChangeTracker.Clear();
            return AlreadyConverted((await db.Conversions.AsNoTracking().SingleAsync(c => c.LeadId == id, ct)).CustomerId);
        }
    }

    private async Task<Result<Response>> Convert(Guid id, Request request, CancellationToken ct)
    {
        await db.LockIdentity(ct);
        var lead = await db.Held<Lead>(id).VisibleTo(user).SingleOrDefaultAsync(l => l.DeletedAt == null, ct);
        if (lead is null) return new Problem.NotFound();
        if (lead.Status == LeadStatus.Converted) return AlreadyConverted(lead.CustomerId);
        if ((MayNot<Estimate>(request.DraftEstimate) ?? MayNot<Job>(request.UnscheduledJob)) is { } refused) return refused;

        var now = clock.GetCurrentInstant();
        var customer = await CustomerFor(lead, request, now, ct);
        if (!customer.IsOk) return customer.Problem;

        var (record, way) = customer.Value;
        db.Add(Conversion.Of(lead, record.Id, way, request.Reason, now));
        var changes = lead.ConvertInto(record.Id, now).Append(new(LeadFields.Customer, null, record.Title));
        if (way == ConversionWay.CreatedAnyway) changes = changes.Append(new("reason", null, request.Reason));
        db.Note(lead, user.Actor, ActivityKinds.Converted, now, [.. changes]);
        var made = new Response(record.Id)
        {
            EstimateId = Make<Estimate>(request.DraftEstimate, lead, record, now),
            JobId = Make<Job>(request.UnscheduledJob, lead, record, now),
        };
        await db.SaveChangesAsync(ct);
        return made;
    }

    private Problem.Forbidden? MayNot<TWork>(AskedWork? asked) where TWork : WorkRecord, IWork<TWork> =>
        asked is null || user.May(TWork.Described.Create) ? null : new($"You may not make {TWork.Described.Plural}. Nothing was changed: convert without one.");

    private Guid? Make<TWork>(AskedWork? asked, Lead lead, Customer customer, Instant now) where TWork : WorkRecord, IWork<TWork>
    {
        if (asked is null) return null;
        var facts = new WorkFacts { Title = asked.Title.OrNull() ?? lead.Title, Amount = asked.Amount ?? lead.EstimatedValue };
        var work = WorkRecord.Open<TWork>(lead.BusinessId, customer.Id, facts, TWork.Described.First, now, lead.Id);
        db.Add(work);
        db.Note(work, user.Actor, ActivityKinds.Created, now, [new("lead", null, lead.Title)]);
        return work.Id;
    }

    private async Task<Result<(Customer, ConversionWay)>> CustomerFor(Lead lead, Request request, Instant now, CancellationToken ct)
    {
        if (request.LinkToCustomerId is { } known) return await Link(lead, known, now, ct);

        var matches = await db.CustomersLike(lead, Trash.Oldest(now), ct);
        // Who may not see the customer cannot say that it is somebody else.
        if (matches.Count > 0 && !(request.CreateAnyway && user.May(Permission.CustomersView)))
            return await DuplicateCustomer.Of(matches, user, db, ct);

        var customer = Customer.Create(lead.BusinessId, lead.Facts.ToCustomer(request.Type ?? CustomerType.Residential), now);
        db.Add(customer);
        var lines = new List<FieldChange> { new("lead", null, lead.Title) };
        if (matches.Count > 0) lines.Add(new("reason", null, request.Reason));
        db.Note(customer, user.Actor, ActivityKinds.Created, now, lines);
        return (customer, matches.Count > 0 ? ConversionWay.CreatedAnyway : ConversionWay.Created);
    }

    private async Task<Result<(Customer, ConversionWay)>> Link(Lead lead, Guid customerId, Instant now, CancellationToken ct)
    {
        var customer = user.May(Permission.CustomersView) ? await db.Held<Customer>(await db.StandingFor(customerId, ct)).SingleOrDefaultAsync(ct) : null;
        if (customer is null || customer.DeletedAt < Trash.Oldest(now)) return new Problem.Invalid("linkToCustomerId", "There is no such customer.");
        if (customer.IsDeleted)
        {
            customer.Restore(now);
            db.Note(customer, user.Actor, ActivityKinds.Restored, now);
        }
        var filled = customer.Edit(customer.Facts.FilledFrom(lead.Facts), now);
        db.Note(customer, user.Actor, ActivityKinds.Linked, now, [new("lead", null, lead.Title), .. filled]);
        return (customer, ConversionWay.Linked);
    }

    private static Problem.Conflict AlreadyConverted(Guid? customerId) =>
        new("already_converted", "This lead is a customer already.", new Dictionary<string, object?> { ["customerId"] = customerId });
}
