using Bogus;
using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Leads;
using static GarageDoorOS.Web.Data.Seed.SeedWords;

namespace GarageDoorOS.Web.Data.Seed;

/// <summary>Invents what people write down about a lead: always the same for the same seed.</summary>
internal sealed class LeadMaker
{
    private static readonly string[] Domains = ["example.com", "example.net", "example.org"];

    private readonly Randomizer random;
    private readonly Bogus.DataSets.Name names;
    private readonly Named[] sources;
    private int made;

    public LeadMaker(int seed, Named[] sources)
    {
        random = new(seed);
        names = new("en") { Random = random };
        this.sources = sources;
    }

    public Randomizer Random => random;

    public LeadFacts Next()
    {
        var job = random.ArrayElement(Jobs);
        var (first, last) = Name();
        var isCompany = random.Bool(0.12f);
        return new()
        {
            Name = $"{first} {last}",
            Company = isCompany ? $"{last} {random.ArrayElement(Trades)}" : "",
            Phones = Phones(),
            Emails = random.Bool(0.7f) ? [$"{Mailbox(first)}.{Mailbox(last)}{random.Int(1, 9999)}@{random.ArrayElement(Domains)}"] : [],
            Source = random.ArrayElement(sources),
            EstimatedValue = random.Bool(0.6f) ? random.Int(job.From / 5, job.To / 5) * 5 : null,
            Notes = Notes(job),
            ServiceAddress = random.Bool(0.5f) ? Address() : "",
        };
    }

    public PhoneNumber Phone(string? label = null)
    {
        var (area, exchange, line) = (random.ArrayElement(AreaCodes), Exchange(), random.Int(0, 9999).ToString("0000", null));
        var typed = random.Int(0, 3) switch
        {
            0 => $"({area}) {exchange}-{line}",
            1 => $"{area}-{exchange}-{line}",
            2 => $"+1 {area} {exchange} {line}",
            _ => $"{area}{exchange}{line}",
        };
        return new(typed, $"+1{area}{exchange}{line}", null, label);
    }

    public string Address()
    {
        var (town, zip) = random.ArrayElement(Towns);
        return $"{random.Int(100, 9999)} {random.ArrayElement(Streets)} {random.ArrayElement(Kinds)}, {town} {zip}{random.Int(1, 59):00}";
    }

    private (string First, string Last) Name() => random.Bool(0.04f)
        ? (random.ArrayElement(FirstWithAccents), random.ArrayElement(LastWithAccents))
        : (names.FirstName(), names.LastName());

    private List<PhoneNumber> Phones() => random.Int(0, 19) switch
    {
        0 => [],
        < 4 => [Phone("mobile"), Phone("home")],
        _ => [Phone()],
    };

    // 555 is for films, and three digits ending in 11 are services.
    private int Exchange()
    {
        var exchange = random.Int(200, 989);
        return exchange == 555 || exchange % 100 == 11 ? exchange + 1 : exchange;
    }

    private string Notes(Job job)
    {
        var at = made++;
        var text = job.Note;
        if (at % 2 == 0)
            text += $" Wants a {InHalf} first.";
        if (at % 10 == 3)
            text += $" Two {InTenPercent} springs on the shaft.";
        if (at % 10_000 == 2)
            text += $" The old wooden door is an {Rare}.";
        return random.Bool(0.3f) ? $"{text} {random.ArrayElement(Asks)}" : text;
    }

    private static string Mailbox(string name) => string.Concat(Folding.Fold(name).Where(char.IsAsciiLetter));
}
