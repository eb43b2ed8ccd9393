using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Ui;

namespace GarageDoorOS.Web.Features.Nurture;

/// <summary>What starts a cadence, and how many leads are in it, as the settings say it.</summary>
public static class CadenceInWords
{
    /// <summary>More sources than that are counted, not named.</summary>
    private const int Named = 3;

    /// <summary>«New or contacted leads from Angi, worth $1,000 or more».</summary>
    public static string Starts(StartRule rule, CadenceLists lists, string currency)
    {
        if (!rule.ByItself) return "By hand";
        var which = rule.Statuses.Count is 0 or 3 ? "All open leads" : Sentence(string.Join(" or ", rule.Statuses.Select(s => s.Title().ToLowerInvariant()))) + " leads";
        var sources = lists.Names(rule.Sources);
        var from = sources.Count == 0 ? "" : " from " + (sources.Count > Named ? $"{sources.Count} sources" : string.Join(" or ", sources));
        return which + from + Worth(rule, currency);
    }

    /// <summary>«1 lead», «12 leads».</summary>
    public static string Leads(int count) => $"{count.Grouped()} {(count == 1 ? "lead" : "leads")}";

    private static string Worth(StartRule rule, string currency) => (rule.ValueFrom, rule.ValueTo) switch
    {
        ({ } from, { } to) => $", worth {Money.Format(from, currency)} to {Money.Format(to, currency)}",
        ({ } from, null) => $", worth {Money.Format(from, currency)} or more",
        (null, { } to) => $", worth {Money.Format(to, currency)} or less",
        _ => "",
    };

    private static string Sentence(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
