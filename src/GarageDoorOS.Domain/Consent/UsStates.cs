namespace GarageDoorOS.Domain.Consent;

/// <summary>The states of the US with their time zones, and the state of a ZIP code by its first three digits.</summary>
public static class UsStates
{
    private const string East = "America/New_York", Central = "America/Chicago", Mountain = "America/Denver", Pacific = "America/Los_Angeles";

    private static readonly Dictionary<string, (string Name, string[] Zones)> All = new(StringComparer.Ordinal)
    {
        ["AL"] = ("Alabama", [Central]), ["AK"] = ("Alaska", ["America/Anchorage", "America/Adak"]), ["AZ"] = ("Arizona", ["America/Phoenix"]), ["AR"] = ("Arkansas", [Central]),
        ["CA"] = ("California", [Pacific]), ["CO"] = ("Colorado", [Mountain]), ["CT"] = ("Connecticut", [East]), ["DE"] = ("Delaware", [East]), ["DC"] = ("Washington, D.C.", [East]),
        ["FL"] = ("Florida", [East, Central]), ["GA"] = ("Georgia", [East]), ["HI"] = ("Hawaii", ["Pacific/Honolulu"]), ["ID"] = ("Idaho", ["America/Boise", Pacific]), ["IL"] = ("Illinois", [Central]),
        ["IN"] = ("Indiana", ["America/Indiana/Indianapolis", Central]), ["IA"] = ("Iowa", [Central]), ["KS"] = ("Kansas", [Central, Mountain]), ["KY"] = ("Kentucky", [East, Central]),
        ["LA"] = ("Louisiana", [Central]), ["ME"] = ("Maine", [East]), ["MD"] = ("Maryland", [East]), ["MA"] = ("Massachusetts", [East]), ["MI"] = ("Michigan", ["America/Detroit", Central]),
        ["MN"] = ("Minnesota", [Central]), ["MS"] = ("Mississippi", [Central]), ["MO"] = ("Missouri", [Central]), ["MT"] = ("Montana", [Mountain]), ["NE"] = ("Nebraska", [Central, Mountain]),
        ["NV"] = ("Nevada", [Pacific]), ["NH"] = ("New Hampshire", [East]), ["NJ"] = ("New Jersey", [East]), ["NM"] = ("New Mexico", [Mountain]), ["NY"] = ("New York", [East]),
        ["NC"] = ("North Carolina", [East]), ["ND"] = ("North Dakota", [Central, Mountain]), ["OH"] = ("Ohio", [East]), ["OK"] = ("Oklahoma", [Central]), ["OR"] = ("Oregon", [Pacific, "America/Boise"]),
        ["PA"] = ("Pennsylvania", [East]), ["RI"] = ("Rhode Island", [East]), ["SC"] = ("South Carolina", [East]), ["SD"] = ("South Dakota", [Central, Mountain]), ["TN"] = ("Tennessee", [East, Central]),
        ["TX"] = ("Texas", [Central, Mountain]), ["UT"] = ("Utah", [Mountain]), ["VT"] = ("Vermont", [East]), ["VA"] = ("Virginia", [East]), ["WA"] = ("Washington", [Pacific]),
        ["WV"] = ("West Virginia", [East]), ["WI"] = ("Wisconsin", [Central]), ["WY"] = ("Wyoming", [Mountain]), ["PR"] = ("Puerto Rico", ["America/Puerto_Rico"]), ["GU"] = ("Guam", ["Pacific/Guam"]),
        ["VI"] = ("the U.S. Virgin Islands", ["America/St_Thomas"]),
    };

    private static readonly Dictionary<string, string> ByName = All.ToDictionary(s => Folding.Fold(s.Value.Name), s => s.Key, StringComparer.Ordinal);

    // From – to (by the first three digits) and whose they are.
    private static readonly (int From, int To, string State)[] Zips =
    [
        .. ("5-5 NY,6-7 PR,8-8 VI,9-9 PR,10-27 MA,28-29 RI,30-38 NH,39-49 ME,50-54 VT,55-55 MA,56-59 VT,60-69 CT,70-89 NJ,100-149 NY,150-196 PA,197-199 DE,200-200 DC,201-201 VA,202-205 DC,206-219 MD,220-246 VA,247-268 WV," +
            "270-289 NC,290-299 SC,300-319 GA,320-339 FL,341-349 FL,350-369 AL,370-385 TN,386-397 MS,398-399 GA,400-427 KY,430-459 OH,460-479 IN,480-499 MI,500-528 IA,530-549 WI,550-567 MN,569-569 DC,570-577 SD,580-588 ND,590-599 MT," +
            "600-629 IL,630-658 MO,660-679 KS,680-693 NE,700-714 LA,716-729 AR,730-732 OK,733-733 TX,734-749 OK,750-799 TX,800-816 CO,820-831 WY,832-838 ID,840-847 UT,850-865 AZ,870-884 NM,885-885 TX,889-898 NV," +
            "900-961 CA,967-968 HI,969-969 GU,970-979 OR,980-994 WA,995-999 AK").Split(',').Select(Range),
    ];

    // Where a state has two zones and the ZIP code settles which; others have both.
    private static readonly (int From, int To, string Zone)[] Settled =
        [(320, 323, East), (325, 325, Central), (326, 349, East), (370, 372, Central), (374, 374, East), (376, 379, East), (380, 385, Central), (733, 733, Central), (750, 797, Central), (799, 799, Mountain), (885, 885, Mountain)];

    /// <summary>By their two letters, in the order of their names.</summary>
    public static IReadOnlyList<(string Code, string Name)> Named { get; } = [.. All.Select(s => (s.Key, s.Value.Name)).OrderBy(s => s.Name, StringComparer.Ordinal)];

    public static bool Has(string code) => All.ContainsKey(code);

    public static string NameOf(string code) => All[code].Name;

    /// <summary>The two letters of a state called by its name, in any case; null for none.</summary>
    public static string? Called(string name) => Folding.Fold(name) is var folded && folded is "washington d.c." or "washington dc" or "district of columbia" ? "DC" : ByName.GetValueOrDefault(folded);

    /// <summary>The state of a ZIP code; null where it is nobody's, or the forces'.</summary>
    public static string? OfZip(string zip) => Zips.FirstOrDefault(range => Within(range.From, range.To, zip)).State;

    /// <summary>The zones that clocks of a state show, fewer where a ZIP code of it tells.</summary>
    public static IReadOnlyList<string> Zones(string code, string? zip) =>
        zip is not null && OfZip(zip) == code && Settled.FirstOrDefault(range => Within(range.From, range.To, zip)).Zone is { } one ? [one] : All[code].Zones;

    private static bool Within(int from, int to, string zip) => Prefix(zip) is var prefix && from <= prefix && prefix <= to;

    private static int Prefix(string zip) => int.Parse(zip[..3], System.Globalization.CultureInfo.InvariantCulture);

    private static (int From, int To, string State) Range(string text)
    {
        var (span, state) = (text.Split(' ')[0].Split('-'), text.Split(' ')[1]);
        return (int.Parse(span[0], System.Globalization.CultureInfo.InvariantCulture), int.Parse(span[1], System.Globalization.CultureInfo.InvariantCulture), state);
    }
}
