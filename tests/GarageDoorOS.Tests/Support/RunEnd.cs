using GarageDoorOS.Tests.Support;
using Xunit;

[assembly: AssemblyFixture(typeof(RunEnd))]

namespace GarageDoorOS.Tests.Support;

/// <summary>What is done once, after the last test.</summary>
public sealed class RunEnd : IAsyncLifetime
{
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await TestDatabase.DropTemplates();
        await PostgresCluster.StopIfStarted();
    }
}
