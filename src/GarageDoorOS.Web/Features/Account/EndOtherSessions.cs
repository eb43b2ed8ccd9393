using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Identity;

namespace GarageDoorOS.Web.Features.Account;

/// <summary>Signs a person out wherever else they are signed in; this browser stays in.</summary>
public sealed class EndOtherSessions(UserManager<User> users, CurrentUser user)
{
    public static async Task<IResult> FromPage(EndOtherSessions end, HttpContext context)
    {
        var result = await end.Handle();
        if (!result.IsOk) return result.Problem.ToPage();
        await Sessions.GoOn(context, result.Value);
        return Results.Redirect($"{AccountRoutes.Page}?done=sessions");
    }

    public async Task<Result<User>> Handle()
    {
        var person = await users.FindByIdAsync(user.UserId!.Value.ToString()) ?? throw new InvalidOperationException("A session without its person.");
        return (await users.UpdateSecurityStampAsync(person)).Succeeded ? person : AccountRoutes.ChangedMeanwhile;
    }
}
