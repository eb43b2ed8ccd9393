using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>Forgets a saved mapping. Lists that came in by it keep theirs.</summary>
public sealed class DeleteMapping(AppDb db, CurrentUser user)
{
    public static async Task<IResult> FromPage(Guid id, Guid mappingId, DeleteMapping delete, CancellationToken ct) =>
        (await delete.Handle(mappingId, ct)).Match(_ => Results.Redirect($"/imports/{id}"), problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, DeleteMapping delete, CancellationToken ct) =>
        (await delete.Handle(id, ct)).Match(_ => Results.NoContent(), problem => problem.ToJson());

    public async Task<Result<bool>> Handle(Guid id, CancellationToken ct)
    {
        if (await db.SavedMappings.SingleOrDefaultAsync(one => one.Id == id, ct) is not { } mapping || !user.MayBring(mapping.Kind)) return new Problem.NotFound();
        db.Remove(mapping);
        await db.SaveChangesAsync(ct);
        return true;
    }
}
