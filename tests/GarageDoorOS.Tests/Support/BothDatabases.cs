using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace GarageDoorOS.Tests.Support;

public enum Provider { Sqlite, Postgres }

/// <summary>
/// Runs a theory on SQLite and on PostgreSQL; without PostgreSQL that half says skipped. The provider is the first argument,
/// what is given here follows it.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class BothDatabasesAttribute(params object?[] more) : DataAttribute
{
    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>([Row(Provider.Sqlite, null), Row(Provider.Postgres, PostgresCluster.Missing)]);

    public override bool SupportsDiscoveryEnumeration() => true;

    private TheoryDataRow Row(Provider provider, string? skip) => new([provider, .. more]) { Skip = skip };
}
