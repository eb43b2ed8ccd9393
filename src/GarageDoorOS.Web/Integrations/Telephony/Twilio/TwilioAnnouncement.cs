using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Integrations.Telephony.Twilio;

/// <summary>Where Twilio fetches what it says to whoever is called before a recorded call begins. It is the same for everybody, so nobody is asked who they are.</summary>
internal sealed class TwilioAnnouncement(PublicUrl urls)
{
    public const string Path = "/hooks/calls/announcement";

    /// <summary>Null where the world does not find us: then nobody could be told.</summary>
    public string? Url => urls.Given is null ? null : urls.Of(Path);
}

internal static class TwilioAnnouncementRoute
{
    public static void MapTwilioAnnouncement(this IEndpointRouteBuilder app) =>
        app.MapGet(TwilioAnnouncement.Path, () => Results.Text(TwilioMarkup.Announcement, "text/xml")).RequireRateLimiting(Rates.Hooks).OpenTo(Who.Everyone);
}
