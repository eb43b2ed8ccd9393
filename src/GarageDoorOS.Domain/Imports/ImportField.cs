using GarageDoorOS.Domain.Consent;

namespace GarageDoorOS.Domain.Imports;

/// <summary>What a column of somebody else's list can be to us. <c>Other</c> goes to the notes under the column's name.</summary>
public enum ImportField
{
    Other, Name, FirstName, LastName, Company, Phone, Email, Source, Status, LostReason, EstimatedValue, Notes, Owner,
    Street, Unit, City, Region, PostalCode, Country, Created, Type, Ignored, OptOut, TextOptOut, EmailOptOut, CallOptOut,
}

/// <summary>The words for import fields in a mapping, and the usual names of their columns.</summary>
public static class ImportFields
{
    private static readonly Dictionary<ImportField, string> Spellings = new()
    {
        [ImportField.Name] = "name|full name|lead name|lead|contact|contact name|customer|customer name|client|client name|homeowner|person|display name",
        [ImportField.FirstName] = "first name|first|firstname|given name|forename|contact first name|lead first name",
        [ImportField.LastName] = "last name|last|lastname|surname|family name|contact last name|lead last name",
        [ImportField.Company] = "company|company name|business|business name|organization|organisation|organization name|organisation name|account|account name|firm|employer",
        [ImportField.Phone] = "phone|phone number|phones|telephone|telephone number|tel|mobile|mobile number|mobile phone|cell|cell number|cell phone|cellphone|home phone|work phone|business phone|office phone|primary phone|secondary phone|main phone|other phone|alternate phone|alt phone|contact number|contact phone|lead phone|customer phone",
        [ImportField.Email] = "email|emails|e mail|e mails|email address|e mail address|mail|primary email|secondary email|work email|home email|personal email|other email|alternate email|contact email|lead email|customer email",
        [ImportField.Source] = "source|lead source|original source|contact source|channel|marketing source|how did you hear about us|referral source|lead channel",
        [ImportField.Status] = "status|stage|lead status|lead stage|deal stage|deal status|sales stage|opportunity stage|pipeline stage|contact status",
        [ImportField.LostReason] = "lost reason|reason lost|closed lost reason|loss reason|disqualification reason",
        [ImportField.EstimatedValue] = "value|estimated value|est value|amount|deal value|deal amount|lead value|opportunity amount|opportunity value|expected revenue|estimate|quote amount|budget",
        [ImportField.Notes] = "notes|note|description|comments|comment|message|remarks|details",
        [ImportField.Owner] = "owner|lead owner|assignee|assigned to|assigned|assigned user|salesperson|sales person|sales rep|rep|agent|account owner|contact owner|deal owner|record owner|imported owner",
        [ImportField.Street] = "address|service address|street|street address|address line|mailing address|street line|job address|property address",
        [ImportField.Unit] = "unit|apt|apartment|suite|address unit",
        [ImportField.City] = "city|town|service city|address city",
        [ImportField.Region] = "state|region|province|county|state province|state region|address state|service state",
        [ImportField.PostalCode] = "zip|zip code|zipcode|postal code|postcode|zip postal code|address zip|service zip",
        [ImportField.Country] = "country|country region|address country",
        [ImportField.Created] = "created|created at|created on|created date|create date|creation date|date created|date added|added|added on|lead created|customer since",
        [ImportField.OptOut] = "opt out|opted out|optout|do not contact|do not message|unsubscribed|dnc|marketing opt out",
        [ImportField.TextOptOut] = "text opt out|texts opt out|sms opt out|sms opted out|do not text|no texts|no sms|text unsubscribed|sms unsubscribed|opted out of texts|opted out of sms",
        [ImportField.EmailOptOut] = "email opt out|e mail opt out|email opted out|do not email|do not e mail|no email|email unsubscribed|unsubscribed from email|unsubscribed from all email|opted out of email|has opted out of email",
        [ImportField.CallOptOut] = "call opt out|calls opt out|phone opt out|do not call|donotcall|do not phone|no calls|no phone calls|opted out of calls|has opted out of calls",
        [ImportField.Type] = "type|customer type|client type|account type|residential commercial",
    };

    private static readonly Dictionary<string, ImportField> ByHeader = Spellings
        .SelectMany(entry => entry.Value.Split('|'), (entry, spelling) => (spelling, entry.Key))
        .ToDictionary(pair => pair.spelling, pair => pair.Key, StringComparer.Ordinal);

    private static readonly Dictionary<string, ImportField> ByWord =
        Enum.GetValues<ImportField>().ToDictionary(Word, StringComparer.OrdinalIgnoreCase);

    /// <summary>The field that a column of this name usually is.</summary>
    public static ImportField Guess(string header) =>
        ByHeader.GetValueOrDefault(Plain(header), ImportField.Other);

    public static string Word(this ImportField field) => string.Concat(field.ToString().Select((c, at) =>
        char.IsUpper(c) ? (at > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));

    public static bool TryRead(string? word, out ImportField field)
    {
        field = default;
        return word is not null && ByWord.TryGetValue(word.Trim(), out field);
    }

    /// <summary>Only a lead has a stage and a worth, only a customer is of a type.</summary>
    public static bool IsFor(this ImportField field, ImportKind kind) => field switch
    {
        ImportField.Source or ImportField.Status or ImportField.LostReason or ImportField.EstimatedValue or ImportField.Owner => kind == ImportKind.Leads,
        ImportField.Type => kind == ImportKind.Customers,
        _ => true,
    };

    public static IEnumerable<ImportField> Of(ImportKind kind) => Enum.GetValues<ImportField>().Where(field => field.IsFor(kind));

    /// <summary>Says of people whom not to write to or to call.</summary>
    public static bool IsOptOut(this ImportField field) => field.Closes().Length > 0;

    /// <summary>What people want no more where such a column says so.</summary>
    public static ConsentChannel[] Closes(this ImportField field) => field switch
    {
        ImportField.OptOut => [ConsentChannel.Text, ConsentChannel.Email, ConsentChannel.Call],
        ImportField.TextOptOut => [ConsentChannel.Text],
        ImportField.EmailOptOut => [ConsentChannel.Email],
        ImportField.CallOptOut => [ConsentChannel.Call],
        _ => [],
    };

    public static bool MayRepeat(this ImportField field) =>
        field.IsOptOut() || field is ImportField.Other or ImportField.Ignored or ImportField.Phone or ImportField.Email or ImportField.Notes;

    // "Phone 1", "phone_2" and "E-mail (work)" are read without their number, signs and brackets.
    private static string Plain(string header)
    {
        var bracket = header.IndexOf('(', StringComparison.Ordinal);
        var folded = Folding.Fold(bracket > 0 ? header[..bracket] : header);
        var words = string.Concat(folded.Select(c => char.IsLetter(c) ? c : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words);
    }
}
