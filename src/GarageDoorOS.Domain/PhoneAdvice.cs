namespace GarageDoorOS.Domain;

/// <summary>Tells a person, in a sentence, why what they typed cannot be rung.</summary>
internal static class PhoneAdvice
{
    private const int NorthAmerica = 1;
    private const int NorthAmericanLength = 10;
    private static readonly string[] Words = ["No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

    public static string? For(string? typed, string country)
    {
        var (main, _) = PhoneNumber.Split(PlainText.OneLine(typed));
        if (main.Length == 0)
            return "There is no number here yet.";
        if (PhoneNumber.Read(main, country).E164 is not null)
            return null;
        if (main.Any(char.IsLetter))
            return "Letters are not part of a phone number.";

        var digits = PhoneNumber.DigitsOf(main);
        if (digits.Length == 0)
            return "A phone number has digits.";

        var dialled = PhoneNumber.Dial(main, country);
        if (dialled is null)
            return Unread(main, digits);
        if (dialled.CountryCode == NorthAmerica && dialled.National.Length != NorthAmericanLength)
            return NorthAmerican(dialled.National.Length - NorthAmericanLength, country);

        return dialled.Fit switch
        {
            PhoneNumber.Fit.Short => "Too few digits for a phone number of that country.",
            PhoneNumber.Fit.Long => "Too many digits for a phone number of that country.",
            PhoneNumber.Fit.Other => "Phone numbers of that country have more or fewer digits.",
            _ when dialled.IsDomestic => "No phone number in this country starts like that.",
            _ => "No phone number in that country starts like that.",
        };
    }

    private static string Unread(string main, string digits) => digits.Length switch
    {
        < 4 => "Too few digits for a phone number.",
        > 15 => "Too many digits for a phone number.",
        _ when main.StartsWith('+') || main.StartsWith("00", StringComparison.Ordinal) => "No country has the code that this number starts with.",
        _ => "This cannot be read as a phone number.",
    };

    private static string NorthAmerican(int difference, string country)
    {
        var count = Math.Abs(difference) < Words.Length ? Words[Math.Abs(difference)] : "Many";
        var unit = Math.Abs(difference) == 1 ? "digit" : "digits";
        var measure = country == "US" ? "a US number has ten" : "a North American number has ten";
        return $"{count} {unit} {(difference < 0 ? "short" : "too many")}: {measure}.";
    }
}
