using GarageDoorOS.Domain;
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

    public static async Task<IResult> FromPage(string? of, ListImports list, CurrentUser user, Html html, CancellationToken ct)
    {
        var kind = ImportWords.ReadKind(of) ?? ImportKind.Leads;
        return user.MayBring(kind) ? html.Page<ImportUploadPage>(new { Kind = kind, Imports = await list.Handle(ct) }) : new Problem.Forbidden($"You may not bring {kind.Many()} in.").ToPage();
    }

    public async Task<IReadOnlyList<Import>> Handle(CancellationToken ct) =>
        await db.Imports.AsNoTracking().VisibleTo(user).OrderByDescending(import => import.CreatedAt).ThenByDescending(import => import.Id).Take(Most).ToListAsync(ct);
}
