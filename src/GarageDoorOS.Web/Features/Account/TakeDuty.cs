using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Account;

/// <summary>Has calls that come in ring a person's phone too, or not any more. A phone that was not confirmed takes none.</summary>
public sealed class TakeDuty(AppDb db, CurrentUser user)
{
    public static async Task<IResult> FromPage([FromForm(Name = "onDuty")] string? wanted, TakeDuty take, CancellationToken ct) =>
        (await take.Handle(wanted is not null, ct)).Match(_ => Results.Redirect($"{AccountRoutes.Page}?done=duty#phone-title"), problem => problem.ToPage());

    public async Task<Result<bool>> Handle(bool isOn, CancellationToken ct)
    {
        if (user.MemberId is not { } me) return new Problem.NotFound();
        return await db.InTransaction<Result<bool>>(async () =>
        {
            await db.Held<TeamMember>(me).SingleAsync(ct);
            if (await db.MemberPhones.SingleOrDefaultAsync(p => p.MemberId == me, ct) is not { Number.Length: > 0 } phone) return new Problem.NotFound();
            phone.BeOnDuty(isOn);
            await db.SaveChangesAsync(ct);
            return phone.IsOnDuty;
        }, ct);
    }
}
