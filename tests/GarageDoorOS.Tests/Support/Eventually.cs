using System.Diagnostics;

namespace GarageDoorOS.Tests.Support;

/// <summary>Waits for what comes about by itself, and says so when it does not.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Asks until the answer <paramref name="holds"/>, and gives it back.</summary>
    public static async Task<T> Holds<T>(string what, Func<Task<T>> ask, Func<T, bool> holds)
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            var found = await ask();
            if (holds(found)) return found;
            if (since.Elapsed > Patience) throw new TimeoutException($"It never came about that {what}; the last answer was {found}.");
            await Task.Delay(Pause);
        }
    }
}
