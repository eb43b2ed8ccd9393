using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Account;

/// <summary>Forgets the phone of a person: none rings first any more. How many codes were said is kept, so that nobody has more of them by it.</summary>
public sealed class ForgetPhone(AppDb db, CurrentUser user)
{
    public static async Task<IResult> FromPage(ForgetPhone forget, CancellationToken ct) =>
        (await forget.Handle(ct)).Match(_ => Results.Redirect($"{AccountRoutes.Page}?done=phone-off"), problem => problem.ToPage());

    public async Task<Result<bool>> Handle(CancellationToken ct)
    {
        if (user.MemberId is not { } me) return new Problem.NotFound();
        return await db.InTransaction<Result<bool>>(async () =>
        {
            await db.Held<TeamMember>(me).SingleAsync(ct);
            if (await db.MemberPhones.SingleOrDefaultAsync(p => p.MemberId == me, ct) is not { Number.Length: > 0 } phone) return new Problem.NotFound();
            phone.Become("");
            await db.SaveChangesAsync(ct);
            return true;
        }, ct);
    }
}
