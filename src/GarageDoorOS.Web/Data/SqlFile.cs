namespace GarageDoorOS.Web.Data;

/// <summary>The SQL that EF has no words for, kept in files beside this one and carried in the assembly.</summary>
internal static class SqlFile
{
    public static string Read(string name)
    {
        using var stream = typeof(SqlFile).Assembly.GetManifestResourceStream($"{name}.sql") ?? throw new InvalidOperationException($"There is no {name}.sql.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
