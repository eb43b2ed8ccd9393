using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Activities;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Leads.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Puts a lead in the trash, from where it can be brought back for 30 days.</summary>
public sealed class DeleteLead(AppDb db, CurrentUser user, CurrentBusiness business, IClock clock)
{
    /// <summary>Without <paramref name="Strict"/> a lead that somebody edited meanwhile is deleted all the same: nothing of it is lost.</summary>
    public sealed record Request(int? Version, bool Strict);

    public static async Task<IResult> Form(Guid id, ShowLead show, HttpContext context, Html html, CancellationToken ct) =>
        (await show.Handle(new(id, FromTrash: false), ct)).Match(
            lead => html.Page<DeleteDialog>(new { lead.Id, lead.Version, Name = lead.Title, AsPage = !context.IsHtmx() }),
            problem => problem.ToPage());

    public static async Task<IResult> FromPage(Guid id, DeleteLead delete, HttpContext context, CancellationToken ct) =>
        (await delete.Handle(id, new(null, Strict: false), ct)).Match(
            lead => Done.Answer(context, $"{lead.Title} is in the trash.", "leads-changed", $"/leads/{id}", undo: $"/leads/{id}/restoration"),
            problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, string? version, DeleteLead delete, HttpContext context, CancellationToken ct)
    {
        var sent = await Versions.OfDelete(context, version);
        return (sent.IsOk ? await delete.Handle(id, new(sent.Value, Strict: true), ct) : sent.Problem).Match(_ => Results.NoContent(), problem => problem.ToJson());
    }

    public Task<Result<Lead>> Handle(Guid id, Request request, CancellationToken ct) => db.InTransaction<Result<Lead>>(async () =>
    {
        var lead = await db.Held<Lead>(id).VisibleTo(user).SingleOrDefaultAsync(l => l.DeletedAt == null, ct);
        if (lead is null) return new Problem.NotFound();
        if (request.Strict && Versions.Check(request.Version, strict: true, lead, () => LeadJson.Of(lead, business)) is { } problem) return problem;

        var now = clock.GetCurrentInstant();
        lead.Discard(now);
        db.Note(lead, user.Actor, ActivityKinds.Deleted, now);
        await db.SaveChangesAsync(ct);
        return lead;
    }, ct);
}
