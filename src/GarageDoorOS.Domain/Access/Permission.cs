using System.Collections.Frozen;

namespace GarageDoorOS.Domain.Access;

/// <summary>What a role allows. Its word (<c>leads:view</c>) is what the API, the pages and the log say.</summary>
public enum Permission
{
    CustomersView, CustomersCreate, CustomersUpdate, CustomersDelete,
    LeadsView, LeadsCreate, LeadsUpdate, LeadsDelete, LeadsAssign, LeadsConvert, LeadsExport,
    EstimatesView, EstimatesCreate, EstimatesUpdate, EstimatesDelete,
    JobsView, JobsCreate, JobsUpdate, JobsDelete,
    SettingsManage, TeamManage,
}

public static class Permissions
{
    private const string View = "view";

    public static IReadOnlyList<Permission> All { get; } = Enum.GetValues<Permission>();

    private static readonly FrozenDictionary<string, Permission> ByWord = All.ToFrozenDictionary(p => p.Word(), StringComparer.OrdinalIgnoreCase);

    public static string Word(this Permission permission) => $"{permission.Subject()}:{permission.Verb()}";

    /// <summary>What it is about: <c>leads</c>.</summary>
    public static string Subject(this Permission permission) => Parts(permission).Subject;

    /// <summary>What may be done with it: <c>view</c>.</summary>
    public static string Verb(this Permission permission) => Parts(permission).Verb;

    public static bool TryRead(string? word, out Permission permission)
    {
        permission = default;
        return word is not null && ByWord.TryGetValue(word.Trim(), out permission);
    }

    /// <summary>These and what they bring.</summary>
    public static FrozenSet<Permission> WithBrought(this IEnumerable<Permission> given)
    {
        var all = given.ToList();
        return all.Concat(all.SelectMany(p => p.Brings())).ToFrozenSet();
    }

    /// <summary>What is given over things that cannot be seen: nobody changes what they may not look at.</summary>
    public static IEnumerable<Permission> Blind(this IEnumerable<Permission> given)
    {
        var all = given.ToList();
        var having = all.WithBrought();
        return all.Where(p => All.Any(view => view.Subject() == p.Subject() && view.Verb() == View) && !having.Any(has => has.Subject() == p.Subject() && has.Verb() == View));
    }

    /// <summary>The product's documented rule: rights over customers bring the like rights over leads.</summary>
    public static IEnumerable<Permission> Brings(this Permission permission) => permission switch
    {
        Permission.CustomersView => [Permission.LeadsView],
        Permission.CustomersCreate => [Permission.LeadsCreate, Permission.LeadsConvert],
        Permission.CustomersUpdate => [Permission.LeadsUpdate, Permission.LeadsAssign],
        Permission.CustomersDelete => [Permission.LeadsDelete],
        _ => [],
    };

    private static (string Subject, string Verb) Parts(Permission permission)
    {
        var name = permission.ToString();
        var cut = 1;
        while (char.IsLower(name[cut])) cut++;
        return (name[..cut].ToLowerInvariant(), name[cut..].ToLowerInvariant());
    }
}
