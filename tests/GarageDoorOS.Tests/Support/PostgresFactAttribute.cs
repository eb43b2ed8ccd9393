using System.Runtime.CompilerServices;
using Xunit;

namespace GarageDoorOS.Tests.Support;

/// <summary>A test of what only PostgreSQL does; without it the test says skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1) : base(file, line) => Skip = PostgresCluster.Missing;
}
