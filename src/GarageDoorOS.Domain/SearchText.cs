namespace GarageDoorOS.Domain;

/// <summary>The one text of a record that search looks into, folded, with its numbers as typed and as rung.</summary>
public static class SearchText
{
    public static string Build(IEnumerable<string?> texts, IEnumerable<PhoneNumber> phones)
    {
        var folded = texts.Select(Folding.Fold).Where(text => text.Length > 0);
        return string.Join('\n', folded.Concat(phones.SelectMany(Numbers)));
    }

    // Search looks for parts, so digits that stand inside the E.164 number need no second place.
    private static IEnumerable<string> Numbers(PhoneNumber phone)
    {
        var e164 = phone.E164?[1..] ?? "";
        if (e164.Length > 0)
            yield return e164;
        if (phone.Digits is { Length: > 0 } digits && !e164.Contains(digits, StringComparison.Ordinal))
            yield return digits;
        if (phone.E164 is null && Folding.Fold(phone.Number) is { } typed && typed != phone.Digits && typed.Length > 0)
            yield return typed;
        if (phone.Extension is { } extension)
            yield return extension;
    }
}
