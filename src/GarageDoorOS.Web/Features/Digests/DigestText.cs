using System.Globalization;
using System.Text;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui.Records;
using NodaTime;

namespace GarageDoorOS.Web.Features.Digests;

/// <summary>How a day reads as an e-mail.</summary>
public sealed class DigestText(CurrentBusiness business, PublicUrl address)
{
    /// <summary>Characters of an answer that are shown; the rest is read at its lead.</summary>
    private const int LongestAnswer = 120;

    public (string Subject, string Text) Of(Day day, string name)
    {
        var text = new StringBuilder($"Hello {name},\n\n");
        var today = business.Today;
        Part(text, "To do", day.Tasks, t => $"{TaskText.Due(t.Due, today)}: {t.Title}, {Called(t.Lead)}", t => t.LeadId, "/leads?view=nurture&assignee=me");
        Part(text, "New leads", day.Leads, l => $"{Called(l.Lead)}{(l.Source.Length > 0 ? $", {l.Source}" : "")}, {Time(l.At)}", l => l.LeadId, "/leads?assignee=me&sort=-createdAt");
        Part(text, "Answers", day.Answers, a => $"{Called(a.Lead)}, {(a.Channel == MessageChannel.Text ? "text" : "e-mail")}, {Time(a.At)}: {Short(a.Text)}", a => a.LeadId, "/leads?assignee=me&sort=-updatedAt");
        text.Append(CultureInfo.InvariantCulture, $"You get this because you asked {business.Name} for your day by e-mail. Another time, or none:\n{address.Of("/account")}\n");
        string[] counts = [.. Count(day.Tasks.All, "task"), .. Count(day.Leads.All, "new lead"), .. Count(day.Answers.All, "answer")];
        return ($"Your day: {string.Join(", ", counts)}", text.ToString());
    }

    private void Part<TItem>(StringBuilder text, string title, Named<TItem> named, Func<TItem, string> line, Func<TItem, Guid> leadId, string rest)
    {
        if (named.All == 0) return;
        text.Append(CultureInfo.InvariantCulture, $"{title}: {named.All}\n\n");
        foreach (var item in named.Items) text.Append(CultureInfo.InvariantCulture, $"- {line(item)}\n  {address.Of($"/leads/{leadId(item)}")}\n");
        if (named.More > 0) text.Append(CultureInfo.InvariantCulture, $"- and {named.More} more\n  {address.Of(rest)}\n");
        text.Append('\n');
    }

    private string Time(Instant at) => at.InZone(business.Zone).ToString("ddd HH:mm", CultureInfo.InvariantCulture);

    private static string Called(string lead) => lead.Length > 0 ? lead : "a lead without a name";

    private static string Short(string text) => PlainText.OneLine(text) is var line && line.Length > LongestAnswer ? PlainText.Cut(line, LongestAnswer) + "…" : line;

    private static IEnumerable<string> Count(int number, string one) => number == 0 ? [] : [$"{number.ToString(CultureInfo.InvariantCulture)} {one}{(number == 1 ? "" : "s")}"];
}
