using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>Looks saved mappings up.</summary>
internal static class SavedMappings
{
    public static Task<List<SavedMapping>> MappingsFor(this AppDb db, ImportKind kind, CancellationToken ct) =>
        db.SavedMappings.AsNoTracking().Where(one => one.Kind == kind).OrderBy(one => one.NameKey).ThenBy(one => one.Id).ToListAsync(ct);

    /// <summary>The columns that a saved name stands for; what is no such name is given back as it is.</summary>
    public static async Task<string?> MappingNamed(this AppDb db, string? text, ImportKind kind, CancellationToken ct)
    {
        var key = Folding.Fold(text);
        return key.Length == 0 || key[0] == '{' ? text
            : await db.SavedMappings.Where(one => one.Kind == kind && one.NameKey == key).Select(one => one.Columns).SingleOrDefaultAsync(ct) ?? text;
    }

    public static Dictionary<string, ImportField> Fields(this SavedMapping mapping) => ImportWords.Read(mapping.Columns, mapping.Kind, new FormErrors());

    /// <summary>Whether it was made for a list like this one: it names each of its columns.</summary>
    public static bool Knows(this SavedMapping mapping, ImportColumns columns)
    {
        var fields = mapping.Fields();
        return columns.All.All(column => fields.ContainsKey(column.Header));
    }
}
