using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Work;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Work.Components;
using GarageDoorOS.Web.Http;
using NodaTime;

namespace GarageDoorOS.Web.Features.Work;

/// <summary>Writes down an estimate or a job for a customer.</summary>
public sealed class CreateWork<TWork>(AppDb db, CurrentUser user, IClock clock) where TWork : WorkRecord, IWork<TWork>
{
    public sealed record Request(ReadWork Read);

    /// <summary>The empty form for a customer; without one, whom it may be for, found by <paramref name="search"/>.</summary>
    public static async Task<IResult> Form(Guid? customerId, string? search, WorkView view, ChooseCustomer choose, HttpContext context, Html html, CancellationToken ct)
    {
        if (customerId is null) return html.Page<ChooseCustomerPage>(new { What = TWork.Described, Search = search, People = await choose.Handle(search, ct) });
        return await view.NewForm(TWork.Described, customerId.Value, ct) is { } form
            ? html.Page<WorkForm>(new { Form = form, AsPage = !context.IsHtmx() })
            : new Problem.NotFound().ToPage();
    }

    public static async Task<IResult> FromPage(CreateWork<TWork> create, WorkView view, HttpContext context, Html html, CancellationToken ct)
    {
        var typed = await context.Request.ReadFormAsync(ct);
        var made = await create.Handle(new((stored, errors) => WorkInput.FromForm(typed, TWork.Described, stored, errors)), ct);
        if (made.IsOk) return Done.Answer(context, $"{made.Value.Title} was added.", WorkView.Changed, $"{TWork.Described.Path}/{made.Value.Id}");
        return made.Problem is Problem.Invalid && await view.Typed(TWork.Described, typed, null, ct) is { } form
            ? html.Page<WorkForm>(new { Form = form, Errors = FormErrors.Of(made.Problem), AsPage = !context.IsHtmx() }, 422)
            : made.Problem.ToPage();
    }

    public static async Task<IResult> FromApi(JsonBody body, CreateWork<TWork> create, HttpResponse response, CancellationToken ct) =>
        (await create.Handle(new((stored, errors) => WorkInput.FromJson(body, TWork.Described, stored, errors)), ct)).Match(
            work => WorkJson.Created(response, work),
            problem => problem.ToJson());

    public Task<Result<TWork>> Handle(Request request, CancellationToken ct) => db.InTransaction<Result<TWork>>(async () =>
    {
        await db.LockIdentity(ct); // else a merge would leave it behind
        var errors = new FormErrors();
        var input = request.Read(null, errors);
        var customer = await db.CustomerForWork(user, input.CustomerId, ct);
        if (customer is null && !errors.Has("customerId")) errors.Add("customerId", input.CustomerId is null ? $"Say for which customer this {TWork.Described.Noun} is." : "There is no such customer.");
        if (errors.Any) return errors.ToProblem();

        var now = clock.GetCurrentInstant();
        var work = WorkRecord.Open<TWork>(db.BusinessId, customer!.Id, input.Facts, input.Status, now);
        db.Add(work);
        db.Note(work, user.Actor, ActivityKinds.Created, now);
        await db.SaveChangesAsync(ct);
        return work;
    }, ct);
}
