using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Integrations.Telephony;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Account;

/// <summary>Rings the phone that a person wants to be rung first, and says a code to it. It rings for nothing else until that code was typed.</summary>
public sealed class SayPhoneCode(AppDb db, CurrentUser user, CurrentBusiness business, TelephonyAccounts accounts, ITelephony telephony, IClock clock)
{
    public const string Field = "number";

    /// <summary><c>number</c>: in any spelling.</summary>
    public sealed record Request(string? Number);

    private sealed record Begun(TelephonySettings Settings, string Number, string Code);

    public static async Task<IResult> FromPage([FromForm(Name = Field)] string? typed, SayPhoneCode say, ShowAccount show, Html html, CancellationToken ct)
    {
        var result = await say.Handle(new(typed), ct);
        if (result.IsOk) return Results.Redirect($"{AccountRoutes.Page}?done=phone-code#phone-title");
        return result.Problem is Problem.Invalid ? await ShowAccount.Page(show, html, ct, errors: FormErrors.Of(result.Problem), typedPhone: typed) : result.Problem.ToPage();
    }

    public async Task<Result<string>> Handle(Request request, CancellationToken ct)
    {
        if (user.MemberId is not { } me) return new Problem.NotFound();
        var number = PhoneNumber.Read(request.Number, business.PhoneCountry);
        if (number.E164 is null || number.Extension is not null) return new Problem.Invalid(Field, PhoneNumber.WhyNotValid(request.Number, business.PhoneCountry) ?? "Type the number without an extension.");
        var result = await db.InTransaction(() => Begin(me, number, ct), ct);
        if (!result.IsOk) return result.Problem;
        var (settings, to, code) = result.Value;
        try
        {
            await telephony.Say(settings, Guid.CreateVersion7(), to, PhoneCode.Words(code), ct);
            return to;
        }
        catch (TelephonyFailed failed)
        {
            return new Problem.Invalid(Field, failed.Message);
        }
    }

    /// <summary>Counts the code before it is said: whoever asks for many at once gets no more than there may be.</summary>
    private async Task<Result<Begun>> Begin(Guid me, PhoneNumber number, CancellationToken ct)
    {
        await db.Held<TeamMember>(me).SingleAsync(ct);
        if (await accounts.OfBusiness(ct) is not { } account) return new Problem.Conflict("integration_disabled", "Calling is off in this business. Its owner or an admin turns it on under Settings, Integrations.");
        if (accounts.SettingsOf(account) is not { } settings) return new Problem.Invalid(Field, "The account for calls cannot be read any more. Its owner or an admin types its secret again under Settings, Integrations.");
        if (TollGuard.WhyNot(number, account.Limits, new(0, 0, 0), business.PhoneCountry) is { } why) return new Problem.Invalid(Field, why.Detail);
        var phone = await db.MemberPhones.SingleOrDefaultAsync(p => p.MemberId == me, ct);
        if (phone is null) db.Add(phone = MemberPhone.Of(db.BusinessId, me));
        phone.Become(number.E164!);
        var code = account.Vendor == TelephonyVendor.Pretend ? PhoneCode.Pretended : PhoneCode.New();
        if (!phone.BeginCode(PhoneCode.HashOf(db.BusinessId, me, phone.Number, code), clock.GetCurrentInstant()))
            return new Problem.Invalid(Field, $"{MemberPhone.MostCodesAnHour} codes were said within an hour. Try again in an hour.");
        await db.SaveChangesAsync(ct);
        return new Begun(settings, phone.Number, code);
    }
}
