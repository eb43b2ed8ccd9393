using GarageDoorOS.Tests.Support;
using Xunit;

[assembly: AssemblyFixture(typeof(SharedHosts))]

namespace GarageDoorOS.Tests.Support;

/// <summary>
/// The apps that most test classes share: an app compiles its queries and pages anew, which takes longer than most tests. A class that moves the clock, or asks about all businesses at once, has
/// <see cref="AppHosts"/> of its own. They end after the last test, and what was started for all apps ends with them.
/// </summary>
public sealed class SharedHosts : AppHosts
{
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await TestDatabase.DropTemplates();
        await PostgresCluster.StopIfStarted();
    }
}
