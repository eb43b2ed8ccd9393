using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Consent;
using GarageDoorOS.Web.Http;
using NodaTime;
using NodaTime.Text;

namespace GarageDoorOS.Web.Features.ConsentEntries;

/// <summary>What was sent of somebody's yes or no. <paramref name="SaidAt"/>: null where it was said just now. <paramref name="IsByProgram"/>: no person looked at it.</summary>
public sealed record ConsentInput(ConsentChannel? Channel, string? Address, bool? IsGiven, ConsentHow? How, string Wording, Instant? SaidAt, bool IsByProgram)
{
    public static ConsentInput FromJson(JsonBody body, string country, FormErrors errors)
    {
        var json = body.Fields(errors);
        var (channel, how) = (ConsentChannels.Read(json.Text("channel")), json.Text("how"));
        var input = new ConsentInput(
            channel, channel is { } known ? ConsentAddress.Read(known, json.Text("address"), country) : json.Text("address"), json.Flag("given"),
            how is null ? ConsentHow.Api : ConsentHows.Read(how), PlainText.OneLine(json.Text("wording", Consent.LongestWording)), Moment(json.Text("at"), errors), IsByProgram: true);
        json.Finish();
        if (channel is null && !errors.Has("channel")) errors.Add("channel", "A channel is text, email or call.");
        return input;
    }

    /// <summary>The form names channel and address as one.</summary>
    public static ConsentInput FromForm(IFormCollection form, FormErrors errors)
    {
        var about = ConsentAddress.Parse(form["address"]);
        return new(
            about?.Channel, about?.Address, form["given"].ToString() switch { "yes" => true, "no" => false, _ => null }, ConsentHows.Read(form["how"]),
            PlainText.OneLine(TextRule.Read(form["wording"].ToString(), "wording", Consent.LongestWording, errors)), null, IsByProgram: false);
    }

    /// <summary>Gathers what is wrong with it, of somebody who has these contact keys.</summary>
    public void Check(IReadOnlyList<string> keys, Instant now, FormErrors errors)
    {
        if (Channel is { } channel && (Address is null || !keys.Contains(new ConsentAddress(channel, Address).Key))) Wrong("address", "This is no number and no e-mail address by which they could be reached.");
        else if (Channel is null && !IsByProgram) Wrong("address", "Choose one of their addresses.");
        if (IsGiven is null) Wrong("given", IsByProgram ? "Say true where they agreed, false where they want no more." : "Say whether they agreed.");
        if (How is null || !MaySay(How.Value)) Wrong("how", IsByProgram ? $"How is one of {string.Join(", ", Enum.GetValues<ConsentHow>().Where(MaySay).Select(h => h.Word()))}." : "Say how you know.");
        if (SaidAt > now) Wrong("at", "This is still to come.");

        void Wrong(string field, string message)
        {
            if (!errors.Has(field)) errors.Add(field, message);
        }
    }

    // What a list says, imports write; we, a link in a mail and nobody else can only close an address.
    private bool MaySay(ConsentHow how) => how != ConsentHow.Import && (IsByProgram || how != ConsentHow.Api) && (IsGiven != true || how is not (ConsentHow.ByHand or ConsentHow.UnsubscribeLink));

    private static Instant? Moment(string? text, FormErrors errors)
    {
        if (text is null) return null;
        if (OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true, Value: var said } && said.ToInstant().ToUnixTimeTicks() is var ticks and >= 0) return Instant.FromUnixTimeTicks(ticks / 10 * 10);
        errors.Add("at", "Write the moment as 2026-11-28T15:04:05Z.");
        return null;
    }
}
