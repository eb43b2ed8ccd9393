using System.Collections.Frozen;
using static GarageDoorOS.Domain.Access.Permission;

namespace GarageDoorOS.Domain.Access;

/// <summary>Which leads somebody sees.</summary>
public enum LeadScope { Own, OwnAndPool, All }

public static class LeadScopes
{
    public static string Word(this LeadScope scope) => scope switch
    {
        LeadScope.Own => "own",
        LeadScope.OwnAndPool => "own_and_pool",
        LeadScope.All => "all",
    };

    public static bool TryRead(string? word, out LeadScope scope)
    {
        var found = Enum.GetValues<LeadScope>().Where(s => string.Equals(s.Word(), word?.Trim(), StringComparison.OrdinalIgnoreCase)).ToList();
        scope = found.FirstOrDefault();
        return found.Count == 1;
    }
}

/// <summary>A set of permissions and a scope of leads under a name, given to team members and API keys.</summary>
public sealed class Role
{
    private Role(string key, string name, LeadScope scope, params IReadOnlyList<Permission> given)
    {
        (Key, Name, Scope, Given) = (key, name, scope, given);
        Permissions = given.WithBrought();
    }

    public string Key { get; }
    public string Name { get; }
    public LeadScope Scope { get; }
    public FrozenSet<Permission> Permissions { get; }

    /// <summary>What was ticked, without what that brings.</summary>
    public IReadOnlyList<Permission> Given { get; }

    public bool IsBuiltIn => BuiltIn.Contains(this);

    /// <summary>All that it allows as one text: two roles with the same rights have the same.</summary>
    public string Rights => $"{Scope} {string.Join(' ', Permissions.Order())}";

    public bool Allows(Permission permission) => Permissions.Contains(permission);

    /// <summary>What somebody is told whose role does not cover the one that they want to give or take.</summary>
    public const string GivesTooMuch = "You may not give more than you have yourself.";

    /// <summary>Whoever has this role may give the other one: nobody gives more than they have.</summary>
    public bool Covers(Role other) => other.Permissions.IsSubsetOf(Permissions) && other.Scope <= Scope;

    /// <summary>A role of a business's own.</summary>
    public static Role Own(string key, string name, LeadScope scope, IReadOnlyList<Permission> given) => new(key, name, scope, given);

    private static readonly Permission[] AllOfCustomers = [CustomersView, CustomersCreate, CustomersUpdate, CustomersDelete];

    private static readonly Permission[] AllOfEstimates = [EstimatesView, EstimatesCreate, EstimatesUpdate, EstimatesDelete];
    private static readonly Permission[] AllOfWork = [.. AllOfEstimates, JobsView, JobsCreate, JobsUpdate, JobsDelete];

    /// <summary>The role of which a business always has somebody.</summary>
    public const string Owner = "owner";

    /// <summary>The roles every business has, strongest first.</summary>
    public static IReadOnlyList<Role> BuiltIn { get; } =
    [
        new(Owner, "Owner", LeadScope.All, [.. AllOfCustomers, .. AllOfWork, LeadsExport, SettingsManage, TeamManage]),
        new("admin", "Admin", LeadScope.All, [.. AllOfCustomers, .. AllOfWork, LeadsExport, SettingsManage, TeamManage]),
        new("manager", "Manager", LeadScope.All, [.. AllOfCustomers, .. AllOfWork, LeadsExport]),
        new("office_staff", "Office staff", LeadScope.All, [CustomersView, CustomersCreate, CustomersUpdate, .. AllOfWork]),
        new("sales", "Sales", LeadScope.OwnAndPool, [CustomersView, CustomersCreate, CustomersUpdate, .. AllOfEstimates, JobsView, JobsCreate]),
        new("technician", "Technician", LeadScope.Own, CustomersView, EstimatesView, JobsView),
        new("lead_agent", "Lead agent", LeadScope.OwnAndPool, LeadsView, LeadsCreate, LeadsUpdate, LeadsAssign, LeadsConvert),
        new("lead_viewer", "Lead viewer", LeadScope.All, LeadsView),
    ];

    /// <summary>Finds a role by its key in any case; null if there is none.</summary>
    public static Role? Find(string? key) =>
        BuiltIn.FirstOrDefault(r => string.Equals(r.Key, key?.Trim().Replace(' ', '_').Replace('-', '_'), StringComparison.OrdinalIgnoreCase));
}
