namespace GarageDoorOS.Domain.Consent;

/// <summary>How we know that somebody agreed, or wants no more. The numbers are stored.</summary>
public enum ConsentHow { Form = 0, ByPhone = 1, InPerson = 2, InWriting = 3, ByText = 4, ByMail = 5, UnsubscribeLink = 6, Import = 7, Api = 8, ByHand = 9 }

/// <summary>The words for how we know.</summary>
public static class ConsentHows
{
    /// <summary>What the office may choose from when somebody tells them.</summary>
    public static IReadOnlyList<ConsentHow> ToldToUs { get; } = [ConsentHow.ByPhone, ConsentHow.InPerson, ConsentHow.InWriting, ConsentHow.Form, ConsentHow.ByText, ConsentHow.ByMail];

    /// <summary>The person themselves said so. A list, a program or we alone can close an address, and never open one that they have closed.</summary>
    public static bool IsByThePerson(this ConsentHow how) => how is not (ConsentHow.Import or ConsentHow.Api or ConsentHow.ByHand);

    /// <summary><c>by_phone</c>, as JSON has it.</summary>
    public static string Word(this ConsentHow how) => string.Concat(how.ToString().Select((c, at) => char.IsUpper(c) ? (at > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    public static ConsentHow? Read(string? word) => Enum.GetValues<ConsentHow>().Cast<ConsentHow?>().FirstOrDefault(how => string.Equals(how!.Value.Word(), word?.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>«by phone», as it reads behind what was said.</summary>
    public static string InWords(this ConsentHow how) => how switch
    {
        ConsentHow.Form => "in a form",
        ConsentHow.ByPhone => "by phone",
        ConsentHow.InPerson => "in person",
        ConsentHow.InWriting => "in writing",
        ConsentHow.ByText => "by text",
        ConsentHow.ByMail => "by e-mail",
        ConsentHow.UnsubscribeLink => "by the link in a mail",
        ConsentHow.Import => "by an imported list",
        ConsentHow.Api => "by a program",
        ConsentHow.ByHand => "by us",
    };
}
