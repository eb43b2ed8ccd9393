using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Features.Settings.Components;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>An entry of a list of the business, in JSON.</summary>
public sealed record ChoiceJson
{
    public required Guid Id { get; init; }

    /// <summary>Unique in its list, ignoring case and accents.</summary>
    public required string Name { get; init; }

    /// <summary>How many leads have it, of those that the caller sees; null for who sees none.</summary>
    public required int? Leads { get; init; }

    /// <summary>Offered no longer; leads keep it.</summary>
    public required bool Retired { get; init; }

    /// <summary>Where it stands in its list, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>Names that were given up, by renaming or merging: who still sends one of them means this entry.</summary>
    public required IReadOnlyList<string> FormerNames { get; init; }

    /// <summary>Leads may still say it as it was; they are being brought up to date.</summary>
    public required bool Settling { get; init; }
    public required int Version { get; init; }

    public static IResult Ok(HttpResponse response, ChoiceJson choice)
    {
        response.ETag(choice.Version);
        return TypedResults.Ok(choice);
    }
}

/// <summary>Shows a list of the business: its entries with their leads and former names, the retired ones last.</summary>
public sealed class ListChoices<TChoice>(ChoiceList<TChoice> list, CurrentUser user) where TChoice : Choice
{
    public sealed record Response(IReadOnlyList<ChoiceJson> Items);

    public static async Task<IResult> FromPage(ListChoices<TChoice> show, ChoiceList<TChoice> list, Html html, CancellationToken ct) =>
        html.Page<ChoicesPage>(new { list.Words, Choices = await show.Handle(ct) });

    public static async Task<IResult> FromApi(ListChoices<TChoice> show, CancellationToken ct) => TypedResults.Ok(new Response(await show.Handle(ct)));

    public static async Task<IResult> OneFromApi(Guid id, ListChoices<TChoice> show, HttpResponse response, CancellationToken ct) =>
        await show.One(id, ct) is { } choice ? ChoiceJson.Ok(response, choice) : new Problem.NotFound().ToJson();

    public async Task<ChoiceJson?> One(Guid id, CancellationToken ct) => (await Handle(ct)).FirstOrDefault(choice => choice.Id == id);

    public async Task<IReadOnlyList<ChoiceJson>> Handle(CancellationToken ct)
    {
        var (all, counts) = (await list.InOrder(ct), await list.Counts(user, ct));
        var former = all.Where(c => c.IsFormer).ToLookup(c => c.MergedIntoId);
        return
        [
            .. all.Where(c => !c.IsFormer).OrderBy(c => c.IsRetired).Select((choice, at) => new ChoiceJson
            {
                Id = choice.Id,
                Name = choice.Name,
                Leads = counts?.GetValueOrDefault(choice.Id),
                Retired = choice.IsRetired,
                Position = at,
                FormerNames = [.. former[choice.Id].Select(f => f.Name).Order(StringComparer.Ordinal)],
                Settling = choice.UnsettledSince is not null || former[choice.Id].Any(f => f.UnsettledSince is not null),
                Version = choice.Version,
            }),
        ];
    }
}
