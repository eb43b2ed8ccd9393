using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Nurture.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>Draws the form of a cadence: blank, ready-made, as it is, or as somebody typed it.</summary>
public sealed class CadenceForms(AppDb db, CurrentBusiness business, StepPreviews previews, Html html)
{
    private const string Button = "do";

    /// <summary>The button among the steps that sent the form; null where it is to be saved.</summary>
    public static string? Pressed(HttpRequest request) => request.Form[Button].ToString() is { Length: > 0 } pressed ? pressed : null;

    public async Task<IResult> New(string? ready, CancellationToken ct)
    {
        var lists = await CadenceLists.Of(db, ct);
        return await Page(ReadyCadences.All.TryGetValue(ready ?? "", out var facts) ? CadenceForm.Ready(facts, lists) : CadenceForm.New(lists), lists, 0, ct);
    }

    public async Task<IResult> Edit(Guid id, CancellationToken ct)
    {
        if (await Find(id, ct) is not { } cadence) return new Problem.NotFound().ToPage();
        var lists = await CadenceLists.Of(db, ct);
        return await Page(CadenceForm.Of(cadence, lists), lists, await db.LeadsInCadence(id, ct), ct);
    }

    /// <summary>As it was typed; nothing is saved.</summary>
    public async Task<IResult> Draw(CadenceForm form, CancellationToken ct, FormErrors? errors = null, Cadence? theirs = null, int status = 200)
    {
        if (form.Id is { } id && await Find(id, ct) is null) return new Problem.NotFound().ToPage();
        return await Page(form, await CadenceLists.Of(db, ct), form.Id is { } known ? await db.LeadsInCadence(known, ct) : 0, ct, errors, theirs, status);
    }

    public async Task<IResult> Refused(CadenceForm form, Problem problem, CancellationToken ct)
    {
        if (problem is Problem.Stale { Current: Cadence theirs }) return await Draw(form with { Version = theirs.Version.ToString(System.Globalization.CultureInfo.InvariantCulture) }, ct, theirs: theirs, status: 409);
        return NameTaken.Errors(problem) is { Any: true } errors ? await Draw(form.Refused(errors), ct, errors, status: problem is Problem.Conflict ? 409 : 422) : problem.ToPage();
    }

    private Task<Cadence?> Find(Guid id, CancellationToken ct) => db.Cadences.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.DeletedAt == null, ct);

    private async Task<IResult> Page(CadenceForm form, CadenceLists lists, int leads, CancellationToken ct, FormErrors? errors = null, Cadence? theirs = null, int status = 200) =>
        html.Page<CadencePage>(new
        {
            Form = form,
            Sources = lists.Sources(form.Sources),
            lists.Reasons,
            business.Currency,
            Leads = leads,
            Theirs = theirs,
            Errors = errors ?? FormErrors.None,
            Previews = await previews.For(form, ct),
        }, status);
}
