using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Messages;

namespace GarageDoorOS.Web.Ui.Records;

/// <summary>How messages to and from leads read on the screen.</summary>
public static class MessageText
{
    /// <summary>The field of a timeline's line that tells of one: its old value is the channel, its new one what is said.</summary>
    public const string Field = "message";

    public static string Title(MessageChannel channel) => channel == MessageChannel.Text ? "Text" : "E-mail";

    /// <summary>A number in E.164 as people of that country write it; an e-mail as it is.</summary>
    public static string Address(string address, string country) => address.StartsWith('+') ? PhoneNumber.Read(address, country).Display(country) : address;

    public static string State(LeadMessageState state) => state switch
    {
        LeadMessageState.Queued => "on its way",
        LeadMessageState.Sent => "sent",
        LeadMessageState.Delivered => "delivered",
        LeadMessageState.Failed => "did not arrive",
        LeadMessageState.Withdrawn => "not sent",
        LeadMessageState.Received => "answered",
    };
}
