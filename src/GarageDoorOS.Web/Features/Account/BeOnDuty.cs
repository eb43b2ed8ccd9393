using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Account;

/// <summary>Puts a person on duty, so that their phone rings when somebody calls the business; or off it.</summary>
public sealed class BeOnDuty(AppDb db, CurrentUser user)
{
    public const string Field = "duty";

    public static async Task<IResult> FromPage([FromForm(Name = Field)] string? typed, BeOnDuty be, ShowAccount show, Html html, CancellationToken ct)
    {
        var result = await be.Handle(typed == "on", ct);
        if (result.IsOk) return Results.Redirect($"{AccountRoutes.Page}?done={(result.Value ? "duty" : "duty-off")}#phone-title");
        return result.Problem is Problem.Invalid ? await ShowAccount.Page(show, html, ct, errors: FormErrors.Of(result.Problem)) : result.Problem.ToPage();
    }

    public async Task<Result<bool>> Handle(bool on, CancellationToken ct)
    {
        if (user.MemberId is not { } me) return new Problem.NotFound();
        return await db.InTransaction<Result<bool>>(async () =>
        {
            await db.Held<TeamMember>(me).SingleAsync(ct);
            if (await db.MemberPhones.SingleOrDefaultAsync(p => p.MemberId == me, ct) is not { IsVerified: true } phone) return new Problem.Invalid(Field, "Confirm your phone first: it is what rings.");
            phone.BeOnDuty(on);
            await db.SaveChangesAsync(ct);
            return on;
        }, ct);
    }
}
