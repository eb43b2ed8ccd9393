using GarageDoorOS.Web.Access;

namespace GarageDoorOS.Web.Features.SignIn;

/// <summary>Signs out of this browser.</summary>
public static class EndSession
{
    public static async Task<IResult> FromPage(SecondStep step, HttpContext context)
    {
        step.End(context);
        await Sessions.End(context);
        return Results.Redirect("/sign-in");
    }
}
