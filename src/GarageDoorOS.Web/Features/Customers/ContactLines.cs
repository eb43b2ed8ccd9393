using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Customers;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Customers;

/// <summary>The people of a customer as the form sends them: <c>contacts[0].name</c>, <c>.role</c>, <c>.phone</c>, <c>.email</c>.</summary>
public static class ContactLines
{
    /// <summary>A line with nothing in it is nobody.</summary>
    public static IReadOnlyList<Contact> Read(IFormCollection form, string country, IReadOnlyList<Contact> stored, FormErrors errors)
    {
        var keep = form["keepPhones"] == "true";
        var people = new List<Contact>();
        foreach (var line in Typed(form))
        {
            string Part(string part, int max = TextRule.Line) => TextRule.Read(form[$"{line}.{part}"].ToString(), $"{line}.{part}", max, errors) ?? "";
            var (name, role, phone, email) = (Part("name"), Part("role"), Part("phone", PhoneNumber.MaxLength), Part("email", EmailAddress.MaxLength));
            if (name.Length + role.Length + phone.Length + email.Length == 0) continue;

            var e164 = phone.Length > 0 ? PhoneNumber.Read(phone, country).E164 : null;
            var isKnown = stored.Any(c => c.Phone == phone);
            if (name.Length == 0 && !errors.Has(line + ".name")) errors.Add(line + ".name", "Give this person a name.");
            if (phone.Length > 0 && e164 is null && !keep && !isKnown) errors.Add(line + ".phone", PhoneNumber.WhyNotValid(phone, country) ?? "This is no phone number.");
            if (email.Length > 0 && !EmailAddress.TryNormalise(email, out _) && !stored.Any(c => c.Email == email))
                errors.Add(line + ".email", "This is no e-mail address: it looks like name@example.com.");
            people.Add(new(name, role.OrNull(), phone.OrNull(), email.OrNull(), e164));
        }
        return people;
    }

    /// <summary>The paths of the lines that were sent.</summary>
    public static IEnumerable<string> Typed(IFormCollection form) => ContactFields.Lines(form, "contacts", ".name").Select(line => line.Path[..^".name".Length]);
}
