using GarageDoorOS.Domain.Access;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>All permissions as people read them, subject by subject; a new one finds its place by its word.</summary>
public static class RoleTable
{
    /// <summary>A thing that permissions are about, with what may be done with it.</summary>
    public sealed record Subject(string Name, IReadOnlyList<Permission> Permissions);

    public static IReadOnlyList<Subject> Subjects { get; } =
        [.. Permissions.All.GroupBy(p => p.Subject()).Select(group => new Subject(char.ToUpperInvariant(group.Key[0]) + group.Key[1..], [.. group]))];

    /// <summary>The permission that brings this one, if any.</summary>
    public static Permission? BroughtBy(Permission permission) => Permissions.All.Where(p => p.Brings().Contains(permission)).Select(p => (Permission?)p).FirstOrDefault();

    public static string Title(Permission permission) => permission.Verb() switch
    {
        "view" => "See",
        "create" => "Add",
        "update" => "Change",
        "delete" => "Delete and restore",
        "assign" => "Assign",
        "convert" => "Convert to customers",
        "export" => "Export as a file",
        "manage" => "Manage",
        var verb => char.ToUpperInvariant(verb[0]) + verb[1..],
    };

    public static string Title(LeadScope scope) => scope switch
    {
        LeadScope.Own => "Own",
        LeadScope.OwnAndPool => "Own and pool",
        LeadScope.All => "All",
    };
}
