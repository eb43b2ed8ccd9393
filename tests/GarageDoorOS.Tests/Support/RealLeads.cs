using Xunit;

namespace GarageDoorOS.Tests.Support;

/// <summary>The list of 10,000 leads that another system exported; it is not part of this repository.</summary>
public static class RealLeads
{
    public static string FileOrSkip()
    {
        var file = Environment.GetEnvironmentVariable("GDO_REAL_LEADS") ?? BesideTheRepository();
        Assert.SkipUnless(File.Exists(file), "Without GDO_REAL_LEADS or ../shared/data/leads-10000.csv there is no real list.");
        return file!;
    }

    private static string? BesideTheRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GarageDoorOS.slnx")))
                return Path.Combine(folder.FullName, "..", "shared", "data", "leads-10000.csv");
        }

        return null;
    }
}
