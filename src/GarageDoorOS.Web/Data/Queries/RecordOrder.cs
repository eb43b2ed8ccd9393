using System.Linq.Expressions;
using System.Reflection;
using GarageDoorOS.Domain;

namespace GarageDoorOS.Web.Data.Queries;

/// <summary>An order of records that an index holds; every one ends in the id, so that no two records stand at the same place.</summary>
public abstract record RecordOrder<T>(string Index, bool Descends) where T : class, IVersioned
{
    /// <summary>The order of one column that is stored for sorting.</summary>
    public static RecordOrder<T> By<TKey>(string index, Expression<Func<T, TKey>> key) => new Column<TKey>(index, key);

    public RecordOrder<T> Descending => this with { Descends = true };

    public abstract IQueryable<T> Sort(IQueryable<T> records);

    /// <summary>What comes after <paramref name="last"/> in this order.</summary>
    public abstract IQueryable<T> After(IQueryable<T> records, T last);

    /// <summary>What comes before <paramref name="edge"/>, itself included.</summary>
    public abstract IQueryable<T> Until(IQueryable<T> records, T edge);

    private sealed record Column<TKey>(string Index, Expression<Func<T, TKey>> Key, bool Descends = false) : RecordOrder<T>(Index, Descends)
    {
        private readonly Func<T, TKey> keyOf = Key.Compile();

        private static readonly MethodInfo Compare = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;

        public override IQueryable<T> Sort(IQueryable<T> records) => Descends
            ? records.OrderByDescending(Key).ThenByDescending(l => l.Id)
            : records.OrderBy(Key).ThenBy(l => l.Id);

        public override IQueryable<T> After(IQueryable<T> records, T last)
        {
            var id = last.Id;
            return Descends ? Side(records, ExpressionType.LessThan, last, l => l.Id < id) : Side(records, ExpressionType.GreaterThan, last, l => l.Id > id);
        }

        public override IQueryable<T> Until(IQueryable<T> records, T edge)
        {
            var id = edge.Id;
            return Descends ? Side(records, ExpressionType.GreaterThan, edge, l => l.Id >= id) : Side(records, ExpressionType.LessThan, edge, l => l.Id <= id);
        }

        // The key's own bound comes first, so that the index is entered, or left, at the right place.
        private IQueryable<T> Side(IQueryable<T> records, ExpressionType how, T of, Expression<Func<T, bool>> among)
        {
            var key = keyOf(of);
            var orEqual = how == ExpressionType.LessThan ? ExpressionType.LessThanOrEqual : ExpressionType.GreaterThanOrEqual;
            return records.Where(Bound(orEqual, key)).Where(SearchedText.Either(Bound(how, key), among));
        }

        private Expression<Func<T, bool>> Bound(ExpressionType how, TKey key)
        {
            Expression<Func<TKey>> given = () => key;
            var compared = typeof(TKey) == typeof(string)
                ? Expression.MakeBinary(how, Expression.Call(Compare, Key.Body, given.Body), Expression.Constant(0))
                : Expression.MakeBinary(how, Key.Body, given.Body);
            return Expression.Lambda<Func<T, bool>>(compared, Key.Parameters);
        }
    }
}
