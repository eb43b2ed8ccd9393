using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Nurture.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Shows the cadences of the business: their steps, what starts each, and how many leads are in it now.</summary>
public sealed class ListCadences(AppDb db, CurrentUser user)
{
    public sealed record Response(IReadOnlyList<CadenceJson> Items);

    /// <summary><paramref name="Leads"/>: how many are in it, of those that the user sees; null for who sees none.</summary>
    public sealed record Known(Cadence Cadence, CadenceLists Lists, int? Leads)
    {
        public CadenceJson Json => CadenceJson.Of(Cadence, Lists, Leads);
    }

    public static async Task<IResult> FromPage(ListCadences list, Html html, CancellationToken ct) =>
        html.Page<CadencesPage>(new { Cadences = await list.Handle(ct), html.Viewer });

    public static async Task<IResult> FromApi(ListCadences list, CancellationToken ct) => TypedResults.Ok(new Response([.. (await list.Handle(ct)).Select(c => c.Json)]));

    public static async Task<IResult> OneFromApi(Guid id, ListCadences list, HttpResponse response, CancellationToken ct) =>
        await list.One(id, ct) is { } cadence ? CadenceJson.Ok(response, cadence) : new Problem.NotFound().ToJson();

    public async Task<CadenceJson?> One(Guid id, CancellationToken ct) => (await Handle(ct)).FirstOrDefault(c => c.Cadence.Id == id)?.Json;

    public async Task<IReadOnlyList<Known>> Handle(CancellationToken ct)
    {
        var all = await db.Cadences.AsNoTracking().Where(c => c.DeletedAt == null).OrderBy(c => c.NameKey).ThenBy(c => c.Id).ToListAsync(ct);
        var (lists, leads) = (await CadenceLists.Of(db, ct), await Counts(ct));
        return [.. all.Select(cadence => new Known(cadence, lists, leads?.GetValueOrDefault(cadence.Id)))];
    }

    private async Task<Dictionary<Guid, int>?> Counts(CancellationToken ct) => !user.May(Permission.LeadsView) ? null
        : await db.LeadsBy("ix_leads_cadence").VisibleTo(user).Where(l => l.CadenceId != null)
            .GroupBy(l => l.CadenceId!.Value).Select(of => new { of.Key, Count = of.Count() }).ToDictionaryAsync(of => of.Key, of => of.Count, ct);
}
