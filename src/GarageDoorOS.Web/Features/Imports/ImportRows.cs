using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Domain.Imports;
using GarageDoorOS.Web.Data.Bulk;
using NodaTime;

namespace GarageDoorOS.Web.Features.Imports;

/// <summary>Makes the records of one commit out of lines.</summary>
internal abstract class ImportRows(Import import, ImportMapping mapping, DateTimeZone zone)
{
    /// <summary>What one commit brings: records, and lines that were not taken. Each line is created, updated, skipped or failed.</summary>
    public sealed record Made(BulkBatch Batch, IReadOnlyList<ImportError> Errors, int Lines)
    {
        public int Created => Batch.Leads.Count + Batch.Customers.Count;
        public int Updated { get; init; }
        public int Skipped { get; init; }

        /// <summary>What people want no more. Saved one by one: each takes its leads out of their cadences.</summary>
        public IReadOnlyList<Consent> OptOuts { get; init; } = [];
        public int Failed => Lines - Created - Updated - Skipped;
    }

    protected Import Import { get; } = import;
    protected ImportMapping Mapping { get; } = mapping;

    public abstract Task Begin(CancellationToken ct);

    public abstract Task<Made> Make(IReadOnlyList<ImportLine> lines, Instant now, CancellationToken ct);

    protected List<(ImportLine line, ImportRow row)> Read(IReadOnlyList<ImportLine> lines) =>
        [.. lines.Select(line => (line, row: line.Broken is { } broken ? ImportRow.Failed(broken) : ImportLimits.Read(Mapping, line.Cells)))];

    protected IReadOnlyList<ImportError> Errors(IEnumerable<(ImportLine line, ImportRow row)> rows) =>
    [
        .. rows.Where(one => one.row.Lead is null).Select(one =>
            ImportError.At(Import, one.line.Number, "", one.row.Reason!, one.line.Text.Replace("\0", "", StringComparison.Ordinal))),
    ];

    /// <summary>What a line says somebody wants no more, for each of their addresses that the line names. It stays, also where the import is undone.</summary>
    protected IEnumerable<Consent> OptOuts(ImportedLead said, Instant now) =>
        from at in ConsentAddress.Of(ContactKey.Of(said.Phones, said.Emails))
        where said.OptOuts.ContainsKey(at.Channel)
        select Consent.Of(Import.BusinessId, at, new(IsGiven: false, ConsentHow.Import, PlainText.Cut(PlainText.OneLine(said.OptOuts[at.Channel]), Consent.LongestWording)), Import.StartedBy.AsActor(), now);

    // Not later than now: a list says so by mistake, or by another clock.
    protected Instant Came(ImportedLead said, Instant now) => said.Created is { } moment ? Instant.Min(moment.InZoneLeniently(zone).ToInstant(), now) : now;
}
