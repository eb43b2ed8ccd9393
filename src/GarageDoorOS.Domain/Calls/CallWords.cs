namespace GarageDoorOS.Domain.Calls;

/// <summary>The words of calls in JSON and addresses.</summary>
public static class CallWords
{
    public static string Word(this CallDirection direction) => direction switch { CallDirection.Outbound => "outbound", CallDirection.Inbound => "inbound" };

    public static string Word(this CallState state) => state switch
    {
        CallState.Requested => "requested",
        CallState.Placing => "placing",
        CallState.RingingUs => "ringing_us",
        CallState.RingingThem => "ringing_them",
        CallState.Talking => "talking",
        CallState.Ended => "ended",
    };

    public static string Word(this CallEnd end) => end switch
    {
        CallEnd.Talked => "talked",
        CallEnd.NoAnswer => "no_answer",
        CallEnd.Busy => "busy",
        CallEnd.NotPickedUpHere => "not_picked_up_here",
        CallEnd.Failed => "failed",
        CallEnd.Unknown => "unknown",
        CallEnd.HungUp => "hung_up",
        CallEnd.Missed => "missed",
    };

    public static CallDirection? ReadDirection(string? word) => Read<CallDirection>(word, Word);

    public static CallEnd? ReadEnd(string? word) => Read<CallEnd>(word, Word);

    private static TWord? Read<TWord>(string? word, Func<TWord, string> of) where TWord : struct, Enum
    {
        foreach (var known in Enum.GetValues<TWord>())
            if (of(known) == word) return known;
        return null;
    }
}
