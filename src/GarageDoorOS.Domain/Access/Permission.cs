namespace GarageDoorOS.Domain.Access;

/// <summary>What a role allows. Its word (<c>leads:view</c>) is what the API, the pages and the log say.</summary>
public enum Permission
{
    CustomersView, CustomersCreate, CustomersUpdate, CustomersDelete,
    LeadsView, LeadsCreate, LeadsUpdate, LeadsDelete, LeadsAssign, LeadsConvert, LeadsExport,
    SettingsManage, TeamManage,
}

public static class Permissions
{
    public static string Word(this Permission permission)
    {
        var name = permission.ToString();
        var cut = 1;
        while (char.IsLower(name[cut])) cut++;
        return $"{name[..cut].ToLowerInvariant()}:{name[cut..].ToLowerInvariant()}";
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
}
