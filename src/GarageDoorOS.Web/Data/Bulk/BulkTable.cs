using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace GarageDoorOS.Web.Data.Bulk;

/// <summary>An entity's table as the model maps it: the columns, and what each of them holds of an entity.</summary>
internal sealed class BulkTable<T> where T : class
{
    private static readonly ConditionalWeakTable<IModel, BulkTable<T>> Known = [];

    private readonly Func<T, object?>[] values;

    private BulkTable(string name, IReadOnlyList<IProperty> properties)
    {
        Name = name;
        Columns = [.. properties.Select(property => property.GetColumnName())];
        values = [.. properties.Select(Value)];
    }

    public string Name { get; }
    public IReadOnlyList<string> Columns { get; }

    public static BulkTable<T> Of(DbContext db) => Known.GetValue(db.Model, Map);

    private static BulkTable<T> Map(IModel model)
    {
        var entity = model.FindEntityType(typeof(T))!;
        return new(entity.GetTableName()!, [.. entity.GetProperties().Where(property => !property.IsShadowProperty())]);
    }

    public object?[] Row(T entity) => Array.ConvertAll(values, value => value(entity));

    private static Func<T, object?> Value(IProperty property)
    {
        var entity = Expression.Parameter(typeof(T));
        var get = Expression.Lambda<Func<T, object?>>(Expression.Convert(Expression.Property(entity, property.PropertyInfo!), typeof(object)), entity).Compile();
        return property.GetTypeMapping().Converter is { } converter ? one => converter.ConvertToProvider(get(one)) : get;
    }
}
