using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>Asks each engine's own text index which leads a search may mean; what it gives is tested again on the text.</summary>
internal static class TextIndex
{
    private const char Or = '\u0001';

    /// <summary>Leads not in the trash in which the long ones of <paramref name="terms"/> occur, at most <paramref name="most"/> where the engine must know.</summary>
    public static IQueryable<Lead> LeadsWith(this AppDb db, CurrentBusiness business, IEnumerable<Term> terms, int most)
    {
        var words = terms.Where(t => t.IsLong()).ToList();
        return db is SqliteAppDb ? Sqlite(db, business, words) : Postgres(db, words, most);
    }

    private static IQueryable<Lead> Sqlite(AppDb db, CurrentBusiness business, List<Term> terms)
    {
        var (first, last) = SearchKeys.RangeOf(business.Number);
        var match = string.Join(" AND ", terms.Select(t => $"({string.Join(" OR ", t.Alternatives.Select(Trigrams))})"));
        return db.Leads.FromSqlRaw(
            """
            SELECT l.* FROM lead_search CROSS JOIN leads AS l ON l.search_key = lead_search.rowid
            WHERE lead_search MATCH {0} AND lead_search.rowid BETWEEN {1} AND {2} AND l.deleted_at IS NULL
            """, match, first, last);
    }

    private static IQueryable<Lead> Postgres(AppDb db, List<Term> terms, int most)
    {
        var patterns = terms.Select(t => string.Join(Or, t.Alternatives.Select(Escaped))).ToArray();
        return db.Leads.FromSqlRaw(
            "SELECT l.* FROM search_records('leads', {0}, {1}) AS found(id) JOIN leads AS l ON l.business_id = {2} AND l.id = found.id", patterns, most, db.BusinessId);
    }

    // The index keeps no positions: a word is all of its trigrams, in any order.
    private static string Trigrams(string word)
    {
        var letters = word.EnumerateRunes().Select(r => r.ToString()).ToList();
        var trigrams = Enumerable.Range(0, letters.Count - 2).Select(at => string.Concat(letters.GetRange(at, 3))).Distinct();
        return $"({string.Join(" AND ", trigrams.Select(t => $"\"{t.Replace("\"", "\"\"", StringComparison.Ordinal)}\""))})";
    }

    private static string Escaped(string text) =>
        text.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
