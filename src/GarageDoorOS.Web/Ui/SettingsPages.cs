using GarageDoorOS.Domain.Access;

namespace GarageDoorOS.Web.Ui;

/// <summary>The pages under <c>/settings</c>, in the order in which they stand beside each other.</summary>
public static class SettingsPages
{
    public const string Root = "/settings";

    /// <summary>Whoever has one of the permissions may open it.</summary>
    public sealed record Entry(string Path, string Name, params IReadOnlyList<Permission> AnyOf)
    {
        /// <summary>There only while leads are nurtured.</summary>
        public bool IsOfNurturing { get; init; }
    }

    public static IReadOnlyList<Entry> All { get; } =
    [
        new(Root + "/general", "General", Permission.SettingsManage),
        new(Root + "/team", "Team", Permission.TeamManage),
        new(Root + "/security", "Security", Permission.SettingsManage),
        new(Root + "/roles", "Roles", Permission.SettingsManage),
        new(Root + "/sources", "Sources", Permission.SettingsManage),
        new(Root + "/lost-reasons", "Lost reasons", Permission.SettingsManage),
        new(Root + "/cadences", "Cadences", Permission.SettingsManage) { IsOfNurturing = true },
        new(Root + "/integrations", "Integrations", Permission.SettingsManage),
        new(Root + "/api-keys", "API keys", Permission.SettingsManage),
        new(Root + "/mail", "Mail", Permission.SettingsManage),
        new(Root + "/trash", "Trash", Permission.LeadsDelete, Permission.CustomersDelete, Permission.EstimatesDelete, Permission.JobsDelete),
        new(Root + "/audit-logs", "Audit log", Permission.SettingsManage),
    ];

    public static IEnumerable<Entry> For(Role? role, bool isNurturing) => All.Where(page => role is not null && page.AnyOf.Any(role.Allows) && (isNurturing || !page.IsOfNurturing));

    /// <summary>Where the word Settings leads; null for who may set nothing.</summary>
    public static Entry? FirstFor(Role? role) => For(role, isNurturing: false).FirstOrDefault();
}
