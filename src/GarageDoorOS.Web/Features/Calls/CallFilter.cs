using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;
using NodaTime;
using NodaTime.Text;

namespace GarageDoorOS.Web.Features.Calls;

/// <summary>What the words of the log's address mean. A wrong word is an error by its name and narrows nothing.</summary>
public sealed record CallFilter(CallSearch.Narrowing By, ListPlace Place)
{
    /// <summary>What each word means to a program.</summary>
    public static IReadOnlyDictionary<string, string> Words { get; } = new Dictionary<string, string>(
    [
        new("show", "open: only the calls that want a word: nobody has said yet what came of them."),
        new("direction", "outbound or inbound."),
        new("ended", $"{string.Join(", ", Enum.GetValues<CallEnd>().Select(end => end.Word()))}; may be given several times."),
        new("memberId", "The id of a team member: their calls alone."),
        new("leadId", "The id of a lead."),
        new("customerId", "The id of a customer."),
        new("number", "A whole phone number in any spelling."),
        new("from", "A date, 2026-11-23, in the business's time zone; that day included."),
        new("to", "A date, 2026-11-23, in the business's time zone; that day included."),
        .. ListPlace.Words("call"),
    ]);

    public static CallFilter Read(ListUrl url, CurrentBusiness business, FormErrors errors)
    {
        url.Check(Words, errors, several: "ended");
        if (url["show"] is not (null or "open")) errors.Add("show", "This is open, or left out.");
        var direction = CallWords.ReadDirection(url["direction"]);
        if (url["direction"] is not null && direction is null) errors.Add("direction", "This is outbound or inbound.");
        var number = url["number"] is { } typed ? PhoneNumber.Read(TextRule.Read(typed, "number", TextRule.Line, errors), business.PhoneCountry).E164 : null;
        if (url["number"] is not null && number is null && !errors.Has("number")) errors.Add("number", PhoneNumber.WhyNotValid(url["number"], business.PhoneCountry) ?? "This is no phone number.");
        var ends = url.All("ended").Select(word => End(word, errors)).OfType<CallEnd>().Distinct();
        return new(new(url["show"] == "open", direction, [.. ends], Id("memberId"), Id("leadId"), Id("customerId"), number, url.Day("from", errors)?.AtStartOfDayInZone(business.Zone).ToInstant(), url.Day("to", errors)?.PlusDays(1).AtStartOfDayInZone(business.Zone).ToInstant()), ListPlace.Read(url, "call", errors));

        Guid? Id(string word)
        {
            if (url[word] is not { } text) return null;
            if (Guid.TryParse(text, out var id)) return id;
            errors.Add(word, "This is no id.");
            return null;
        }
    }

    public CallSearch.Wanted Wanted(Call? last) => new(By, Place.Size, last is null ? Place.Skip : 0, last);

    private static CallEnd? End(string word, FormErrors errors)
    {
        if (CallWords.ReadEnd(word) is { } end) return end;
        if (!errors.Has("ended")) errors.Add("ended", $"Calls end {string.Join(", ", Enum.GetValues<CallEnd>().Select(e => e.Word()))}.");
        return null;
    }
}
