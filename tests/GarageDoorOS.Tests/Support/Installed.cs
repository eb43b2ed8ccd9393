namespace GarageDoorOS.Tests.Support;

/// <summary>The programs of this machine.</summary>
public static class Installed
{
    /// <summary>Where a program is; null if it is not.</summary>
    public static string? Find(params string[] names) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).SelectMany(place => names.Select(name => Path.Combine(place, name))).FirstOrDefault(File.Exists);
}
