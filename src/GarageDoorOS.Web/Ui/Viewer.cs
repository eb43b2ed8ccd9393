using GarageDoorOS.Domain.Access;
using NodaTime;

namespace GarageDoorOS.Web.Ui;

/// <summary>Who looks at a list or a record, when, and in whose zone and currency: what rows need to draw themselves.</summary>
public sealed record Viewer(Instant Now, DateTimeZone Zone, string Currency, Role Role)
{
    /// <summary>Tasks are worked here.</summary>
    public bool IsNurturing { get; init; }

    /// <summary>Calls go out from here.</summary>
    public bool IsCalling { get; init; }

    public LocalDate Today => Now.InZone(Zone).Date;

    public bool May(Permission permission) => Role.Allows(permission);
}
