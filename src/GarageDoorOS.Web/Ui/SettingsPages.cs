using GarageDoorOS.Domain.Access;

namespace GarageDoorOS.Web.Ui;

/// <summary>The pages under <c>/settings</c>, in the order in which they stand beside each other.</summary>
public static class SettingsPages
{
    public const string Root = "/settings";

    public sealed record Entry(string Path, string Name, Permission Permission);

    public static IReadOnlyList<Entry> All { get; } =
    [
        new("/settings/general", "General", Permission.SettingsManage),
        new("/settings/roles", "Roles", Permission.SettingsManage),
        new("/settings/sources", "Sources", Permission.SettingsManage),
        new("/settings/lost-reasons", "Lost reasons", Permission.SettingsManage),
        new("/settings/api-keys", "API keys", Permission.SettingsManage),
    ];

    public static IEnumerable<Entry> For(Role? role) => All.Where(page => role?.Allows(page.Permission) ?? false);

    /// <summary>Where the word Settings leads; null for who may set nothing.</summary>
    public static Entry? FirstFor(Role? role) => For(role).FirstOrDefault();
}
