using System.Runtime.CompilerServices;

namespace GarageDoorOS.Tests.Support;

/// <summary>The source files of this repository, for rules that are about text.</summary>
public static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));

    /// <summary>Our C# and Razor files under a folder, what is generated left out, as paths from the root.</summary>
    public static IReadOnlyList<string> Code(string folder = ".", string pattern = "*") =>
    [
        .. from file in !Directory.Exists(Path.Combine(Root, folder)) ? [] : Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
           where Path.GetExtension(file) is ".cs" or ".razor"
           let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
           where !path.Split('/').Any(part => part is "obj" or "bin" or "node_modules" or "Migrations")
           orderby path
           select path,
    ];

    public static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    public static string Text(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
