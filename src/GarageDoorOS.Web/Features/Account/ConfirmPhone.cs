using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Account;

/// <summary>Takes the code that a phone said: from then on it rings first when its owner calls somebody. A wrong one counts, and five are enough.</summary>
public sealed class ConfirmPhone(AppDb db, CurrentUser user, IClock clock)
{
    public const string Field = "code";

    public sealed record Request(string? Code);

    public static async Task<IResult> FromPage([FromForm(Name = Field)] string? typed, ConfirmPhone confirm, ShowAccount show, Html html, CancellationToken ct)
    {
        var result = await confirm.Handle(new(typed), ct);
        if (result.IsOk) return Results.Redirect($"{AccountRoutes.Page}?done=phone#phone-title");
        return result.Problem is Problem.Invalid ? await ShowAccount.Page(show, html, ct, errors: FormErrors.Of(result.Problem)) : result.Problem.ToPage();
    }

    public async Task<Result<string>> Handle(Request request, CancellationToken ct)
    {
        if (user.MemberId is not { } me) return new Problem.NotFound();
        var code = string.Concat((request.Code ?? "").Where(char.IsAsciiDigit));
        if (code.Length != MemberPhone.CodeDigits) return new Problem.Invalid(Field, $"Type the {MemberPhone.CodeDigits} digits that the phone said.");
        return await db.InTransaction<Result<string>>(async () =>
        {
            await db.Held<TeamMember>(me).SingleAsync(ct); // two codes at once count as two
            if (await db.MemberPhones.SingleOrDefaultAsync(p => p.MemberId == me, ct) is not { Number.Length: > 0 } phone) return new Problem.NotFound();
            var now = clock.GetCurrentInstant();
            var why = phone.CodeHash is null || phone.CodeUntil <= now ? "This code does not hold any more. Let the phone say a new one."
                : phone.Tries >= MemberPhone.MostTries ? $"A wrong code was typed {MemberPhone.MostTries} times. Let the phone say a new one."
                : "This is not what the phone said.";
            var isRight = phone.Verify(PhoneCode.HashOf(db.BusinessId, me, phone.Number, code), now);
            await db.SaveChangesAsync(ct);
            return isRight ? phone.Number : new Problem.Invalid(Field, why);
        }, ct);
    }
}
