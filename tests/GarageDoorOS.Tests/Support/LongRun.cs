namespace GarageDoorOS.Tests.Support;

/// <summary>How often a test repeats: a few times by default, often with <c>bin/test --long</c>.</summary>
public static class LongRun
{
    public static bool IsOn { get; } = Environment.GetEnvironmentVariable("GDO_LONG") is "1" or "true";

    public static int Rounds(int few, int many) => IsOn ? many : few;
}
