namespace GarageDoorOS.Domain.Calls;

/// <summary>Whether a number may be rung at all.</summary>
public static class TollGuard
{
    /// <summary>Why not, as code and sentence; null where it may.</summary>
    public static Problem.Conflict? WhyNot(PhoneNumber number, CallLimits limits, CallsSoFar soFar, string home)
    {
        if (limits.AreStopped) return new("calls_stopped", "Calling is stopped in this business. Its owner or an admin lets it go on under Settings, Integrations, Telephony.");
        if (number.E164 is null) return new("number_not_valid", $"{number.Number} is no number that can be rung. Correct it first.");
        var toll = PhoneToll.Of(number.E164);
        if (!toll.IsOrdinary || toll.Country is null) return new("number_not_allowed", "This is no ordinary number: premium, shared-cost, satellite, short and emergency numbers are not called from here.");
        if (!limits.CountriesIn(home).Contains(toll.Country, StringComparer.Ordinal))
            return new("country_not_allowed", $"Calls go to {string.Join(", ", limits.CountriesIn(home))} only. Who may change settings allows more under Settings, Integrations, Telephony.");
        if (soFar.ToThemToday >= limits.ADayTo) return new("calls_to_number_used_up", $"This number was called {limits.ADayTo} times today. That is enough for one day.");
        if (soFar.MineThisHour >= limits.AnHourEach) return new("calls_of_member_used_up", $"You have placed {limits.AnHourEach} calls within an hour. Wait a little.");
        if (soFar.Today >= limits.ADay) return new("calls_of_business_used_up", $"The business has placed its {limits.ADay} calls of today. Who may change settings allows more under Settings, Integrations, Telephony.");
        return null;
    }
}
