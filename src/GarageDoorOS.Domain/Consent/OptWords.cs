namespace GarageDoorOS.Domain.Consent;

/// <summary>What an answer asks of whoever sends texts.</summary>
public enum OptWord { None, Stop, Start, Help }

/// <summary>
/// Reads STOP, START and HELP out of an answer. A word of the trade alone is always meant; among others it is meant only where the others say nothing else: «Stop, please»
/// and «please stop texting me» end it, «stop by tomorrow at 5?» does not.
/// </summary>
public static class OptWords
{
    private const int Longest = 1_000;

    private static readonly HashSet<string> Stops = Words("stop stopall unsubscribe cancel end quit optout revoke");
    private static readonly HashSet<string> Starts = Words("start unstop");
    private static readonly HashSet<string> Helps = Words("help info");

    // Of these a sentence may be made that still asks for the end. «Cancel», «end» and «quit» mean other things in an office as well.
    private static readonly HashSet<string> ClearStops = Words("stop stopall unsubscribe optout revoke");
    private static readonly HashSet<string> Texts = Words("text texts texting txt txts message messages messaging msg msgs sms email emails emailing mail mails mailing spam spamming");
    private static readonly HashSet<string> Contacts = [.. Texts, .. Words("contact contacting call calls calling bothering harassing")];
    private static readonly HashSet<string> Nots = Words("dont never not nomore");
    private static readonly HashSet<string> Doubts = Words("dont cant cannot didnt wont doesnt never not");

    private static readonly HashSet<string> Courtesies = Words(
        "please pls plz thanks thank thx you ok okay hi hello hey yes now immediately asap right away all any anymore again ever the this that these those it to from or " +
        "me my us our i im we number phone list your do sending send getting receiving receive want would could can will like must just and sir maam consent permission");

    /// <summary><paramref name="isWithdrawn"/>: they said STOP before; only then does YES open it again.</summary>
    public static OptWord Read(string? text, bool isWithdrawn = false)
    {
        var (words, first) = Split(PlainText.Cut(PlainText.Lines(text), Longest));
        if (words.Count == 0) return OptWord.None;
        if (words.TrueForAll(Stops.Contains)) return OptWord.Stop;
        if (words is [var only]) return Starts.Contains(only) || (only == "yes" && isWithdrawn) ? OptWord.Start : Helps.Contains(only) ? OptWord.Help : OptWord.None;
        return first is "quit" || ClearStops.Contains(first ?? "") || AsksToStop(words) ? OptWord.Stop : OptWord.None;
    }

    private static bool AsksToStop(List<string> words)
    {
        // «It will not stop» is a door.
        if (words.FindIndex(Doubts.Contains) is var doubt and >= 0 && words.FindIndex(Stops.Contains) > doubt) return false;
        return IsOnlyThat(words) || SaysNoMore(words) || StopsWriting(words);
    }

    /// <summary>«Please stop», «cancel these texts»: all that is said beside courtesies.</summary>
    private static bool IsOnlyThat(List<string> words)
    {
        var rest = words.Where(word => !Courtesies.Contains(word)).ToList();
        return rest.Exists(Stops.Contains) && rest.TrueForAll(word => Stops.Contains(word) || Contacts.Contains(word)) && (rest.Exists(ClearStops.Contains) || rest.Exists(Texts.Contains));
    }

    /// <summary>«Do not text me again», «no more texts», «remove me from your list».</summary>
    private static bool SaysNoMore(List<string> words)
    {
        var rest = words.Where(word => !Courtesies.Contains(word)).ToList();
        if (rest is ["remove" or "delete"] or ["take", "off"]) return words.Contains("me") && words.Contains("list");
        var ways = rest.Count(Contacts.Contains);
        // «Don't call, just text me» asks for texts.
        return rest.Count == ways + 1 && Nots.Contains(rest[0]) && words.FindIndex(Nots.Contains) + 1 == words.FindIndex(Contacts.Contains) && (ways == 1 || words.Contains("or"));
    }

    /// <summary>«Stop texting me, I hired somebody»: whatever else is said.</summary>
    private static bool StopsWriting(List<string> words)
    {
        for (var at = 0; at + 1 < words.Count; at++)
        {
            if (words[at] is not ("stop" or "quit")) continue;
            var behind = words[at + 1];
            if (Contacts.Contains(behind) && behind.EndsWith("ing", StringComparison.Ordinal) && (at + 2 == words.Count || words[at + 2] is "me" or "us" or "this" or "my" or "now" or "please")) return true;
            if (behind == "sending" && words.Skip(at + 2).Take(4).Any(Texts.Contains)) return true;
        }
        return false;
    }

    /// <summary>The words, folded and without signs; and the first one where a sign of the end stands behind it: «STOP. Who is this?»</summary>
    private static (List<string> Words, string? First) Split(string text)
    {
        var plain = string.Concat(Folding.Fold(text).Where(c => c is not ('\'' or '’')).Select(c => char.IsLetterOrDigit(c) ? c : ' '));
        var head = text.TrimStart('"', '“', '*', '-', ' ');
        var length = head.TakeWhile(char.IsLetter).Count();
        var isSentence = length > 0 && head[length..].TrimStart('"', '”', '*', ' ') is ['.' or '!' or '\n', ..];
        return (Joined([.. plain.Split(' ', StringSplitOptions.RemoveEmptyEntries)]), isSentence ? Folding.Fold(head[..length]) : null);
    }

    /// <summary>«Opt out», «stop all» and «no more» are one word each.</summary>
    private static List<string> Joined(List<string> words)
    {
        for (var at = 0; at + 1 < words.Count; at++)
        {
            if ((words[at], words[at + 1]) is not (("opt", "out") or ("stop", "all") or ("no", "more"))) continue;
            words[at] += words[at + 1];
            words.RemoveAt(at + 1);
        }
        return words;
    }

    private static HashSet<string> Words(string words) => [.. words.Split(' ')];
}
