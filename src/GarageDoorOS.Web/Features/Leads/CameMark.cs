using GarageDoorOS.Web.Ui;
using NodaTime;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>When a lead came last, as it is drawn; one that came before is marked. <paramref name="First"/>: when it was made.</summary>
public readonly record struct CameMark(Instant At, Instant First)
{
    public string? Class => At > First ? "is-again" : null;

    public string Text(Viewer viewer) => Ago.Text(At, viewer.Now, viewer.Zone);

    public string Title(Viewer viewer)
    {
        var at = Ago.Exact(At, viewer.Now, viewer.Zone);
        return At > First ? $"Came again {at}; first {Ago.Exact(First, viewer.Now, viewer.Zone)}" : at;
    }
}
