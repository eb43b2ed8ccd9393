using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>The mappings that were saved by name, for lists of leads or of customers.</summary>
public sealed class ListMappings(AppDb db, CurrentUser user)
{
    public sealed record Response(IReadOnlyList<SaveMapping.Response> Items);

    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string> { ["of"] = "leads (where nothing is said) or customers." };

    public static async Task<IResult> FromApi(string? of, ListMappings list, CancellationToken ct) =>
        (await list.Handle(ImportWords.ReadKind(of), ct)).Match(found => Results.Ok(new Response([.. found.Select(SaveMapping.Response.From)])), problem => problem.ToJson());

    public async Task<Result<IReadOnlyList<SavedMapping>>> Handle(ImportKind? of, CancellationToken ct) =>
        of is not { } kind ? new Problem.Invalid("of", "The rows of a list are leads or customers.")
        : !user.MayBring(kind) ? new Problem.Forbidden($"You may not bring {kind.Many()} in.")
        : await db.MappingsFor(kind, ct);
}
