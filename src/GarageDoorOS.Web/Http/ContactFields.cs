using System.Globalization;
using System.Text.Json;
using GarageDoorOS.Domain;

namespace GarageDoorOS.Web.Http;

/// <summary>Phones and e-mails as JSON and forms carry them, read alike for leads and customers.</summary>
public static class ContactFields
{
    private const int ExtensionLength = 11;

    /// <summary>From <c>phones:[{number,extension?,label?}]</c>, or plain texts. A number that cannot be rung is kept as typed.</summary>
    public static IReadOnlyList<PhoneNumber> Phones(this JsonFields fields, string country) =>
        [.. fields.List("phones").Select(line => Phone(line.Element, line.Path, country, fields.Errors)).OfType<PhoneNumber>()];

    /// <summary>From <c>emails:["…"]</c>. What is <paramref name="stored"/> already is never refused.</summary>
    public static IReadOnlyList<string> Emails(this JsonFields fields, IReadOnlyList<string> stored) =>
        [.. fields.List("emails").Select(line => Email(line.Element, line.Path, stored, fields.Errors)).OfType<string>()];

    /// <summary>From <c>phones[0].number</c>, <c>phones[1].number</c> … of a form. A new number that cannot be rung is refused unless <c>keepPhones</c> is ticked.</summary>
    public static IReadOnlyList<PhoneNumber> Phones(this IFormCollection form, string country, IReadOnlyList<PhoneNumber> stored, FormErrors errors)
    {
        var keep = form["keepPhones"] == "true";
        var phones = new List<PhoneNumber>();
        foreach (var (path, typed) in Lines(form, "phones", ".number"))
        {
            if (TextRule.Read(typed, path, PhoneNumber.MaxLength, errors) is not { Length: > 0 } text) continue;
            var label = TextRule.Read(form[path.Replace(".number", ".label", StringComparison.Ordinal)].FirstOrDefault(), path, TextRule.Line, errors);
            var phone = stored.FirstOrDefault(p => p.Number == text && !phones.Contains(p)) ?? PhoneNumber.Read(text, country, label);
            if (phone.E164 is null && !keep && !stored.Contains(phone)) errors.Add(path, PhoneNumber.WhyNotValid(text, country) ?? "This is no phone number.");
            phones.Add(phone);
        }
        return phones;
    }

    /// <summary>From <c>emails[0]</c>, <c>emails[1]</c> … of a form.</summary>
    public static IReadOnlyList<string> Emails(this IFormCollection form, IReadOnlyList<string> stored, FormErrors errors)
    {
        var emails = new List<string>();
        foreach (var (path, typed) in Lines(form, "emails", ""))
            if (Email(TextRule.Read(typed, path, EmailAddress.MaxLength, errors), path, stored, errors) is { } email) emails.Add(email);
        return emails;
    }

    /// <summary>The lines of a repeated field as they were typed, with their paths: every one that was sent, so that none is deleted by not being read.</summary>
    public static IEnumerable<(string Path, string Typed)> Lines(IFormCollection form, string name, string part) =>
        from path in form.Keys
        let number = Number(path, name, part)
        where number is not null
        orderby number
        select (path, form[path].ToString());

    private static int? Number(string path, string name, string part) =>
        path.Length > name.Length + part.Length + 2 && path.StartsWith(name + "[", StringComparison.Ordinal) && path.EndsWith("]" + part, StringComparison.Ordinal)
        && int.TryParse(path.AsSpan(name.Length + 1, path.Length - name.Length - part.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A record holds so many of a kind; what it has already is never refused.</summary>
    public static void Few(string field, int said, int stored, FormErrors errors, int most = PhoneNumber.Most)
    {
        if (said > Math.Max(most, stored) && !errors.Has(field)) errors.Add(field, $"At most {most.ToString(CultureInfo.InvariantCulture)} of them.");
    }

    private static PhoneNumber? Phone(JsonElement element, string path, string country, FormErrors errors)
    {
        if (element.ValueKind == JsonValueKind.String) return Phone(TextRule.Read(element, path, PhoneNumber.MaxLength, errors), null, null, path, country, errors);
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.Add(path, "This must be an object such as {\"number\":\"(512) 555-0143\"}.");
            return null;
        }
        var line = new JsonFields(element, path, errors).ReadOnly("e164");
        var (number, extension, label) = (line.Text("number", PhoneNumber.MaxLength), line.Text("extension", ExtensionLength), line.Text("label"));
        line.Finish();
        return Phone(number, extension, label, path + ".number", country, errors);
    }

    private static PhoneNumber? Phone(string? number, string? extension, string? label, string path, string country, FormErrors errors)
    {
        if (string.IsNullOrEmpty(number))
        {
            if (!errors.Has(path)) errors.Add(path, "Give the number.");
            return null;
        }
        var phone = PhoneNumber.Read(number, country, label);
        return string.IsNullOrEmpty(extension) ? phone : phone with { Extension = extension };
    }

    private static string? Email(JsonElement element, string path, IReadOnlyList<string> stored, FormErrors errors)
    {
        if (element.ValueKind == JsonValueKind.String) return Email(TextRule.Read(element, path, EmailAddress.MaxLength, errors), path, stored, errors);
        errors.Add(path, "This must be text.");
        return null;
    }

    private static string? Email(string? text, string path, IReadOnlyList<string> stored, FormErrors errors)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (!EmailAddress.TryNormalise(text, out _) && !stored.Contains(text)) errors.Add(path, "This is no e-mail address: it looks like name@example.com.");
        return text;
    }
}
