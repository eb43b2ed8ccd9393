using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>A name of a list, also one that was given up, and the entry that it means now.</summary>
public sealed record KnownChoice<T>(T Entry, T Meant) where T : Choice;

internal static class ChoiceQueries
{
    /// <summary>The entries that are not the former name of another one.</summary>
    public static IQueryable<T> Current<T>(this IQueryable<T> choices) where T : Choice => choices.Where(c => c.MergedIntoId == null);

    /// <summary>The entries that forms offer.</summary>
    public static IQueryable<T> Offered<T>(this IQueryable<T> choices) where T : Choice => choices.Where(c => c.MergedIntoId == null && c.RetiredAt == null);

    /// <summary>All sources by their folded names, the former ones too.</summary>
    public static Task<IReadOnlyDictionary<string, KnownChoice<Source>>> KnownSources(this AppDb db, CancellationToken ct) => Known(db.Sources, ct);

    /// <summary>All lost reasons likewise.</summary>
    public static Task<IReadOnlyDictionary<string, KnownChoice<LostReason>>> KnownLostReasons(this AppDb db, CancellationToken ct) => Known(db.LostReasons, ct);

    /// <summary>The source that somebody means who writes this name, in any case, with any accent, be it a former one; null if there is none.</summary>
    public static async Task<Named?> SourceCalled(this AppDb db, string name, CancellationToken ct) => (await Called(db.Sources, name, ct))?.AsNamed();

    /// <summary>A lost reason as the business's list has it; any other text is taken as it is.</summary>
    public static async Task<string?> LostReasonCalled(this AppDb db, string? text, CancellationToken ct) =>
        string.IsNullOrWhiteSpace(text) ? text : (await Called(db.LostReasons, text, ct))?.Name ?? text;

    private static async Task<T?> Called<T>(IQueryable<T> list, string name, CancellationToken ct) where T : Choice
    {
        var key = Folding.Fold(name);
        var found = await list.AsNoTracking().SingleOrDefaultAsync(c => c.NameKey == key, ct);
        return found?.MergedIntoId is { } into ? await list.AsNoTracking().SingleAsync(c => c.Id == into, ct) : found;
    }

    private static async Task<IReadOnlyDictionary<string, KnownChoice<T>>> Known<T>(IQueryable<T> list, CancellationToken ct) where T : Choice
    {
        var all = await list.AsNoTracking().OrderBy(c => c.NameKey).ThenBy(c => c.Id).ToListAsync(ct);
        var byId = all.ToDictionary(c => c.Id);
        return all.ToDictionary(c => c.NameKey, c => new KnownChoice<T>(c, c.MergedIntoId is { } into ? byId[into] : c), StringComparer.Ordinal);
    }
}
