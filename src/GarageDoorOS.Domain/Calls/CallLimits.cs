namespace GarageDoorOS.Domain.Calls;

/// <summary>
/// How far calling may go, so that a stolen password does not ring up a bill. <paramref name="Countries"/>: two letters each, joined by a blank; empty: the business's own.
/// <paramref name="ADay"/>: of the business; <paramref name="AnHourEach"/>: of one team member; <paramref name="ADayTo"/>: to one number. <paramref name="AreStopped"/>: nobody calls at all.
/// </summary>
public sealed record CallLimits(string Countries, int ADay, int AnHourEach, int ADayTo, bool AreStopped)
{
    public const int MostADay = 5_000, MostAnHourEach = 500, MostADayTo = 50;

    public static CallLimits Usual { get; } = new("", 300, 60, 10, false);

    /// <summary>As the audit log tells it.</summary>
    public override string ToString() =>
        AreStopped ? "stopped" : $"{ADay} a day, {AnHourEach} an hour each, {ADayTo} a day to one number" + (Countries.Length == 0 ? "" : $", to {Countries}");

    public IReadOnlyList<string> CountriesIn(string home) => Countries.Length == 0 ? [home] : Countries.Split(' ');
}

/// <summary>How many calls there were already.</summary>
public sealed record CallsSoFar(int Today, int MineThisHour, int ToThemToday);
