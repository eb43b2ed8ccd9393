namespace GarageDoorOS.Domain.Nurture;

/// <summary>How the steps of a cadence read in one line.</summary>
public static class StepsInWords
{
    /// <summary>«Call → 4 hours later: Call again → 1 day later, 09:00: Call, second day».</summary>
    public static string InWords(this IEnumerable<CadenceStep> steps) => string.Join(" → ", steps.Select(InWords));

    private static string InWords(CadenceStep step) => step.Wait == 0 && step.At is null ? step.Title : $"{When(step)}: {step.Title}";

    private static string When(CadenceStep step) => string.Join(", ", new[] { step.Wait == 0 ? null : step.WaitInWords + " later", step.At }.OfType<string>());
}
