namespace GarageDoorOS.Domain;

/// <summary>The rules of an e-mail address. Records keep it as typed; two spellings of one address have one key.</summary>
public static class EmailAddress
{
    public const int MaxLength = 254;

    /// <summary>How many of them one record holds.</summary>
    public const int Most = 50;

    public static bool TryNormalise(string? typed, out string normalised)
    {
        normalised = (typed ?? "").Trim().ToLowerInvariant();
        var at = normalised.IndexOf('@', StringComparison.Ordinal);
        if (at is < 1 or > 64 || normalised.Length > MaxLength || normalised.Any(IsOdd))
            return false;

        var domain = normalised[(at + 1)..];
        return IsDotted(normalised[..at]) && domain.Contains('.', StringComparison.Ordinal) && IsDotted(domain)
            && domain.Split('.').All(IsDomainLabel);
    }

    /// <summary>What matching looks up: <c>mailto:…</c>, or null when it is no address.</summary>
    public static string? Key(string? email) => TryNormalise(email, out var normalised) ? ContactKey.Email + normalised : null;

    public static bool IsSame(string one, string other) => (Key(one) ?? Folding.Fold(one)) == (Key(other) ?? Folding.Fold(other));

    private static bool IsOdd(char c) =>
        char.IsWhiteSpace(c) || char.IsControl(c) || char.IsSurrogate(c) || c == '\ufffd' || "()<>[],;:\\\"".Contains(c, StringComparison.Ordinal);

    private static bool IsDotted(string part) =>
        part is not ['.', ..] and not [.., '.'] && !part.Contains("..", StringComparison.Ordinal);

    private static bool IsDomainLabel(string label) =>
        label is not ['-', ..] and not [.., '-'] && label.All(c => char.IsLetterOrDigit(c) || c == '-');
}
