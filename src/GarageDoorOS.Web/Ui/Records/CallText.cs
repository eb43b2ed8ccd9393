using System.Globalization;
using GarageDoorOS.Domain.Calls;

namespace GarageDoorOS.Web.Ui.Records;

/// <summary>How calls read on the screen.</summary>
public static class CallText
{
    /// <summary>Theirs, as people write it.</summary>
    public static string Number(Call call, string country) => call.Number.Length == 0 ? "Number withheld" : MessageText.Address(call.Number, country);

    /// <summary>How far it is, or how it ended, in a short sentence.</summary>
    public static string Says(Call call) => call.State switch
    {
        CallState.Requested or CallState.Placing => "Placing the call …",
        CallState.RingingUs => call.Direction == CallDirection.Outbound ? "Your phone rings. Pick it up." : "Calls us …",
        CallState.RingingThem => "It rings there …",
        CallState.Talking => "Talking",
        CallState.Ended => call.End switch
        {
            CallEnd.Talked => call.Seconds is { } seconds ? $"Talked for {Length(seconds)}." : "Talked.",
            CallEnd.NoAnswer => "Nobody answered.",
            CallEnd.Busy => "The line was busy.",
            CallEnd.NotPickedUpHere => "It was not picked up here, so nobody was rung.",
            CallEnd.Failed => "It did not come about.",
            CallEnd.HungUp => "Hung up before anybody answered.",
            CallEnd.Missed => "Nobody took it.",
            CallEnd.Unknown or null => "Nobody can say whether it came about.",
        },
    };

    /// <summary>The same in a column.</summary>
    public static string Brief(Call call) => call.IsLive ? "Going on" : Brief(call.End);

    public static string Brief(CallEnd? end) => end switch
    {
        CallEnd.Talked => "Talked",
        CallEnd.NoAnswer => "No answer",
        CallEnd.Busy => "Busy",
        CallEnd.NotPickedUpHere => "Not picked up here",
        CallEnd.Failed => "Failed",
        CallEnd.HungUp => "Hung up",
        CallEnd.Missed => "Missed",
        CallEnd.Unknown or null => "Unknown",
    };

    /// <summary>«0:07», «12:40», «1:02:03».</summary>
    public static string Length(int seconds)
    {
        var whole = TimeSpan.FromSeconds(seconds);
        return whole.TotalHours >= 1 ? whole.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture) : whole.ToString(@"m\:ss", CultureInfo.InvariantCulture);
    }
}
