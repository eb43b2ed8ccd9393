using GarageDoorOS.Web.Access;

namespace GarageDoorOS.Web.Features.Leads;

/// <summary>Says how a person wants their list.</summary>
public sealed class ShowLook(CurrentUser user)
{
    public static IResult FromApi(ShowLook show) => TypedResults.Ok(show.Handle());

    public ChooseLook.Response Handle() => ChooseLook.Response.Of(user.LeadsLook);
}
