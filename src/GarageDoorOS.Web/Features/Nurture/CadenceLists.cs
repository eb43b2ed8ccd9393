using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Ui;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>The lists of the business that a cadence speaks of: where its leads come from, and why they are closed.</summary>
public sealed class CadenceLists
{
    private readonly IReadOnlyDictionary<string, KnownChoice<Source>> sources;
    private readonly IReadOnlyDictionary<string, KnownChoice<LostReason>> reasons;
    private readonly IReadOnlyDictionary<Guid, Source> meant;

    private CadenceLists(IReadOnlyDictionary<string, KnownChoice<Source>> sources, IReadOnlyDictionary<string, KnownChoice<LostReason>> reasons) =>
        (this.sources, this.reasons, meant) = (sources, reasons, sources.Values.ToDictionary(s => s.Entry.Id, s => s.Meant));

    public static async Task<CadenceLists> Of(AppDb db, CancellationToken ct) => new(await db.KnownSources(ct), await db.KnownLostReasons(ct));

    /// <summary>The source that a stored id means now.</summary>
    public Source? SourceOf(Guid id) => meant.GetValueOrDefault(id);

    public Source? SourceCalled(string name) => sources.GetValueOrDefault(Folding.Fold(name))?.Meant;

    /// <summary>These sources as they are called now.</summary>
    public IReadOnlyList<string> Names(IEnumerable<Guid> ids) => [.. ids.Select(SourceOf).OfType<Source>().Select(s => s.Name).Distinct()];

    /// <summary>A lost reason as it is called now; a text that the list does not know stays as it is.</summary>
    public string Reason(string text) => reasons.GetValueOrDefault(Folding.Fold(text))?.Meant.Name ?? text;

    /// <summary>The reason that somebody means by a text, where forms offer it.</summary>
    public string? OfferedReason(string text) => reasons.GetValueOrDefault(Folding.Fold(text))?.Meant is { IsRetired: false } reason ? reason.Name : null;

    /// <summary>Sources to choose from: those that forms offer, and those chosen already.</summary>
    public IReadOnlyList<Option> Sources(IReadOnlySet<string> chosen) =>
        [.. meant.Values.Distinct().Where(s => !s.IsRetired || chosen.Contains(s.Id.ToString())).OrderBy(s => s.NameKey, StringComparer.Ordinal).Select(s => new Option(s.Id.ToString(), s.Name))];

    public IReadOnlyList<Option> Reasons =>
        [.. reasons.Values.Select(r => r.Meant).Distinct().Where(r => !r.IsRetired).OrderBy(r => r.Position).Select(r => new Option(r.Name, r.Name))];
}
