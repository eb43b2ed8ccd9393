namespace GarageDoorOS.Web.Data.Seed;

/// <summary>What invented leads say. Three words are there so that searching can be measured.</summary>
public static class SeedWords
{
    /// <summary>Stands in the notes of one lead in ten thousand (at least one in each business that has leads) and nowhere else.</summary>
    public const string Rare = "heirloom";

    /// <summary>Stands in the notes of every tenth lead and nowhere else.</summary>
    public const string InTenPercent = "torsion";

    /// <summary>Stands in the notes of every second lead and nowhere else.</summary>
    public const string InHalf = "quote";

    internal sealed record Job(string Note, int From, int To);

    internal static readonly Job[] Jobs =
    [
        new("Broken spring, heard a loud bang last night. The door will not lift.", 200, 400),
        new("Car is trapped inside, the door came down and stays down.", 200, 400),
        new("Door is stuck open and they leave for the weekend: wants it shut today.", 150, 350),
        new("Cable came off on the left, door hangs at an angle.", 150, 300),
        new("Door jumped off its track after the car touched it.", 125, 300),
        new("Opener hums but nothing moves, its light blinks ten times.", 150, 600),
        new("Opener is dead after the storm. LiftMaster, about twelve years old.", 250, 600),
        new("Neither remote works any more, the wall button does.", 80, 200),
        new("Keypad forgot its code after new batteries.", 80, 160),
        new("Goes down a foot and comes up again. Sensors look straight.", 90, 200),
        new("Bottom panel dented by a bicycle; single door, white, raised panels.", 250, 800),
        new("Rubber seal at the bottom is torn, leaves and mice come in.", 90, 220),
        new("Very noisy, the bedroom is above the garage.", 120, 350),
        new("New door for a double garage, insulated, long windows on top.", 1400, 3000),
        new("Wants two new single doors that look like wood, colour walnut.", 2200, 5200),
        new("New opener with a camera and a belt drive.", 350, 650),
        new("Yearly maintenance: tune, oil, check of the balance.", 90, 180),
        new("Property manager: six doors in one building, two of them stuck.", 1200, 6000),
        new("Builder with four houses under way, asks for prices per door.", 4000, 12000),
        new("Loading dock door hit by a truck, three sections bent.", 900, 3500),
    ];

    internal static readonly string[] Asks =
    [
        "Best reached after five.", "Gate code 4421.", "Asked for the earliest window on Saturday.", "Sent pictures by text.",
        "A neighbour sent them.", "Compares three companies.", "Landlord pays, tenant opens.", "Dog in the yard.",
    ];

    internal static readonly string[] FirstWithAccents = ["José", "Zoë", "Renée", "Søren", "Łukasz", "Núria", "Jürgen", "Anaïs", "Chloé", "Þóra"];
    internal static readonly string[] LastWithAccents = ["Núñez", "Ibáñez", "Müller", "Sørensen", "Kowalczyk-Żak", "Gonçalves", "Dvořák", "Peña", "O’Brien", "Guðmundsdóttir"];

    internal static readonly string[] Streets = ["Oak", "Cedar", "Mesquite", "Pecan", "Live Oak", "Juniper", "Bluebonnet", "Sycamore", "Travis", "Lamar", "Burnet", "Congress"];
    internal static readonly string[] Kinds = ["St", "Ave", "Dr", "Ln", "Ct", "Blvd"];
    internal static readonly (string Name, string Zip)[] Towns = [("Austin, TX", "787"), ("Round Rock, TX", "786"), ("Cedar Park, TX", "786"), ("Kyle, TX", "786"), ("San Marcos, TX", "786"), ("Pflugerville, TX", "786")];
    internal static readonly string[] AreaCodes = ["512", "737", "210", "830", "254", "361", "713", "832", "214", "469", "817", "979"];

    internal static readonly string[] Trades = ["Property Group", "Homes", "Logistics", "Storage", "Auto Care", "Builders", "Management", "Dental", "Brewing", "Rentals"];
}
