using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Access;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>Asks each engine's own text index which records a search may mean; what it gives is tested again on the text.</summary>
internal static class TextIndex
{
    private const char Or = '\u0001';

    /// <summary>The ids of leads in which every long term occurs, at most <paramref name="most"/>.</summary>
    public static IQueryable<Guid> IdsWith(this AppDb db, CurrentBusiness business, LeadCriteria criteria, int most) =>
        db is SqliteAppDb ? criteria.Found(db.LeadsWith(business, criteria)).Select(l => l.Id) : db.Searched("leads", criteria.Terms, most);

    /// <summary>The ids of customers in which every long term occurs, at most <paramref name="most"/>.</summary>
    public static IQueryable<Guid> CustomerIdsWith(this AppDb db, CurrentBusiness business, IReadOnlyList<Term> terms, int most) =>
        db is SqliteAppDb ? Indexed(db.Customers, "customers", "customer_search", business, terms).With(terms).Select(c => c.Id) : db.Searched("customers", terms, most);

    /// <summary>The leads that the text index of SQLite means; PostgreSQL has none under its wall and gives all.</summary>
    public static IQueryable<Lead> LeadsWith(this AppDb db, CurrentBusiness business, LeadCriteria criteria) =>
        db is SqliteAppDb ? Indexed(db.Leads, "leads", "lead_search", business, criteria.Terms) : db.LeadsBy("");

    /// <summary>All leads in the order in which they lie in the file, which is how most of them are read soonest.</summary>
    public static IQueryable<Lead> LeadsAsTheyLie(this AppDb db, CurrentBusiness business)
    {
        if (db is not SqliteAppDb) return db.LeadsBy("");
        var (first, last) = SearchKeys.RangeOf(business.Number);
        return db.Leads.FromSqlRaw("SELECT * FROM leads INDEXED BY ix_leads_search_key WHERE search_key BETWEEN {0} AND {1} AND deleted_at IS NULL", first, last);
    }

    private static IQueryable<T> Indexed<T>(DbSet<T> records, string table, string index, CurrentBusiness business, IReadOnlyList<Term> terms) where T : class
    {
        var (first, last) = SearchKeys.RangeOf(business.Number);
        var match = string.Join(" AND ", Long(terms).Select(t => $"({string.Join(" OR ", t.Alternatives.Select(Trigrams))})"));
        var sql = $$"""
            SELECT r.* FROM {{index}} CROSS JOIN {{table}} AS r ON r.search_key = {{index}}.rowid
            WHERE {{index}} MATCH {0} AND {{index}}.rowid BETWEEN {1} AND {2} AND r.deleted_at IS NULL
            """;
        return records.FromSqlRaw(sql, match, first, last);
    }

    private static IQueryable<Guid> Searched(this AppDb db, string table, IReadOnlyList<Term> terms, int most)
    {
        var patterns = Long(terms).Select(t => string.Join(Or, t.Alternatives.Select(Escaped))).ToArray();
        return db.Database.SqlQueryRaw<Guid>("SELECT id AS \"Value\" FROM search_records({0}, {1}, {2}) AS found(id)", table, patterns, most);
    }

    private static IEnumerable<Term> Long(IReadOnlyList<Term> terms) => terms.Where(t => t.IsLong());

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
