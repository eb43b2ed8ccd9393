using GarageDoorOS.Domain.Access;

namespace GarageDoorOS.Web.Ui;

/// <summary>Where the program's records live: what the navigation shows, and what the palette goes to and adds to.</summary>
public static class Places
{
    /// <summary><see cref="New"/>: how something is added there.</summary>
    public sealed record Place(string Path, string Name, string Icon, Permission Permission, Step New);

    public sealed record Step(string Path, string Name, Permission Permission, bool InDialog = false);

    public static IReadOnlyList<Place> All { get; } =
    [
        new("/leads", "Leads", "inbox", Permission.LeadsView, new("/leads/new", "New lead", Permission.LeadsCreate, InDialog: true)),
        new("/customers", "Customers", "people", Permission.CustomersView, new("/customers/create", "New customer", Permission.CustomersCreate, InDialog: true)),
        new("/calls", "Calls", "phone", Permission.LeadsView, new("/calls/new", "Note a call", Permission.LeadsUpdate, InDialog: true)),
        new("/estimates", "Estimates", "text", Permission.EstimatesView, new("/estimates/new", "New estimate", Permission.EstimatesCreate)),
        new("/jobs", "Jobs", "door", Permission.JobsView, new("/jobs/new", "New job", Permission.JobsCreate)),
    ];

    public static IEnumerable<Place> For(Role? role) => All.Where(place => role?.Allows(place.Permission) ?? false);
}
