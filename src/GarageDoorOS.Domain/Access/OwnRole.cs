using NodaTime;

namespace GarageDoorOS.Domain.Access;

/// <summary>A role that a business made for itself, beside the built-in ones.</summary>
public sealed class OwnRole : IBusinessRecord, IVersioned
{
    /// <summary>More than anybody tells apart.</summary>
    public const int Most = 50;

    private const int LongestKey = 40;

    private OwnRole() { }

    public Guid BusinessId { get; private set; }
    public Guid Id { get; private set; }

    /// <summary>What team members and API keys have it by; made of the first name, and never another.</summary>
    public string Key { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string NameKey { get; private set; } = "";
    public LeadScope Scope { get; private set; }

    /// <summary>The words of what was ticked: a later version may know more of them, an earlier one fewer.</summary>
    public IReadOnlyList<string> Permissions { get; private set; } = [];
    public Instant CreatedAt { get; private set; }
    public int Version { get; private set; } = 1;

    public Role AsRole => Role.Own(Key, Name, Scope, [.. Permissions.Where(word => Access.Permissions.TryRead(word, out _)).Select(Read)]);

    /// <summary>A new role; <paramref name="taken"/> are the keys of the others.</summary>
    public static OwnRole Make(Guid businessId, string name, LeadScope scope, IEnumerable<Permission> given, IEnumerable<string> taken, Instant now)
    {
        var role = new OwnRole { BusinessId = businessId, Id = Guid.CreateVersion7(), Key = FreeKey(name, [.. taken, .. Role.BuiltIn.Select(r => r.Key)]), CreatedAt = now };
        role.Take(name, scope, given);
        return role;
    }

    /// <summary>Whoever has the role may do this from their next request on.</summary>
    public void Become(string name, LeadScope scope, IEnumerable<Permission> given)
    {
        Take(name, scope, given);
        Version++;
    }

    private void Take(string name, LeadScope scope, IEnumerable<Permission> given) =>
        (Name, NameKey, Scope, Permissions) = (name.Trim(), Folding.Fold(name), scope, [.. given.Distinct().Order().Select(p => p.Word())]);

    private static Permission Read(string word)
    {
        Access.Permissions.TryRead(word, out var permission);
        return permission;
    }

    private static string FreeKey(string name, HashSet<string> taken)
    {
        var letters = string.Concat(Folding.Fold(name).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_')).Trim('_');
        var key = letters.Length == 0 ? "role" : letters[..Math.Min(letters.Length, LongestKey)];
        return Enumerable.Range(1, taken.Count + 1).Select(i => i == 1 ? key : $"{key}_{i}").First(free => !taken.Contains(free));
    }
}
