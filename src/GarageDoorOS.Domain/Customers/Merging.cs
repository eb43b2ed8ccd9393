namespace GarageDoorOS.Domain.Customers;

/// <summary>Whose value a field has after a merge. Both: lists are united, notes stand below each other, and of a single value mine goes first.</summary>
public enum MergeChoice { Both, Mine, Other }

/// <summary>Makes the facts of one customer of those of two.</summary>
public static class Merging
{
    /// <summary>The fields that hold more than one value, and so can have both.</summary>
    public static IReadOnlyList<string> CanHaveBoth { get; } = ["contacts", "phones", "emails", "addresses", "notes"];

    /// <summary>A field that <paramref name="take"/> does not name keeps all: nothing is lost by saying nothing.</summary>
    public static CustomerFacts MergedWith(this CustomerFacts mine, CustomerFacts other, IReadOnlyDictionary<string, MergeChoice> take)
    {
        var united = mine with
        {
            Name = mine.Name.Length > 0 ? mine.Name : other.Name,
            Company = mine.Company.Length > 0 ? mine.Company : other.Company,
            Contacts = [.. mine.Contacts, .. other.Contacts.Where(person => !mine.Contacts.Any(known => IsSame(known, person)))],
            Phones = [.. mine.Phones, .. other.Phones.Where(phone => !mine.Phones.Any(known => known.IsSameLine(phone)))],
            Emails = [.. mine.Emails, .. other.Emails.Where(email => !mine.Emails.Any(known => EmailAddress.IsSame(known, email)))],
            Addresses = [.. mine.Addresses, .. other.Addresses.Where(address => !mine.Addresses.Any(known => Folding.Fold(known.Text) == Folding.Fold(address.Text)))],
            Notes = mine.Notes == other.Notes || other.Notes.Length == 0 ? mine.Notes : mine.Notes.Length == 0 ? other.Notes : mine.Notes + "\n\n" + other.Notes,
        };
        return united.Taking([.. Named(MergeChoice.Mine)], mine).Taking([.. Named(MergeChoice.Other)], other);

        IEnumerable<string> Named(MergeChoice choice) => take.Where(t => t.Value == choice).Select(t => t.Key);
    }

    private static bool IsSame(Contact known, Contact person) => Folding.Fold(known.Name) == Folding.Fold(person.Name) && person.Keys.All(known.Keys.Contains);
}
