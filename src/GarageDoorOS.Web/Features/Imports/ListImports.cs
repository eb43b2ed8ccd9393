using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Imports.Components;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>The place to bring a list in, with the lists that came before.</summary>
public sealed class ListImports(AppDb db, CurrentUser user)
{
    private const int Most = 20;

    public static async Task<IResult> FromPage(ListImports list, Html html, CancellationToken ct) =>
        html.Page<ImportUploadPage>(new { Imports = await list.Handle(ct) });

    public async Task<IReadOnlyList<Import>> Handle(CancellationToken ct) =>
        await db.Imports.AsNoTracking().VisibleTo(user).OrderByDescending(import => import.CreatedAt).ThenByDescending(import => import.Id).Take(Most).ToListAsync(ct);
}
