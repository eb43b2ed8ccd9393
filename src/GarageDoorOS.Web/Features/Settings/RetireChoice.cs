using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>
/// Takes an entry out of what forms offer, or puts it back. Leads keep it and can be filtered by it; a list or program that names a retired one is
/// believed, for that is where its leads came from, and the entry stays retired.
/// </summary>
public sealed class RetireChoice<TChoice>(AppDb db, ChoiceList<TChoice> list, IClock clock) where TChoice : Choice
{
    public static Task<IResult> FromPage(Guid id, RetireChoice<TChoice> retire, HttpContext context, CancellationToken ct) => retire.Page(id, true, context, ct);

    public static Task<IResult> BackFromPage(Guid id, RetireChoice<TChoice> retire, HttpContext context, CancellationToken ct) => retire.Page(id, false, context, ct);

    public static Task<IResult> FromApi(Guid id, RetireChoice<TChoice> retire, ListChoices<TChoice> show, HttpResponse response, CancellationToken ct) => retire.Api(id, true, show, response, ct);

    public static Task<IResult> BackFromApi(Guid id, RetireChoice<TChoice> retire, ListChoices<TChoice> show, HttpResponse response, CancellationToken ct) => retire.Api(id, false, show, response, ct);

    public Task<Result<TChoice>> Handle(Guid id, bool isRetired, CancellationToken ct) => db.InTransaction<Result<TChoice>>(async () =>
    {
        await db.LockIdentity(ct);
        if (await list.All.Current().SingleOrDefaultAsync(c => c.Id == id, ct) is not { } choice) return new Problem.NotFound();
        if (isRetired) choice.Retire(clock.GetCurrentInstant());
        else choice.BringBack();
        await db.SaveChangesAsync(ct);
        return choice;
    }, ct);

    private async Task<IResult> Page(Guid id, bool isRetired, HttpContext context, CancellationToken ct) => (await Handle(id, isRetired, ct)).Match(
        choice => Done.Answer(
            context, isRetired ? $"{choice.Name} is retired. Its leads keep it." : $"{choice.Name} is offered again.", SettingsRoutes.Changed, list.Words.Path,
            undo: $"{list.Words.Path}/{id}/{(isRetired ? "restoration" : "retirement")}"),
        problem => problem.ToPage());

    private async Task<IResult> Api(Guid id, bool isRetired, ListChoices<TChoice> show, HttpResponse response, CancellationToken ct)
    {
        var changed = await Handle(id, isRetired, ct);
        return changed.IsOk ? ChoiceJson.Ok(response, (await show.One(id, ct))!) : changed.Problem.ToJson();
    }
}
