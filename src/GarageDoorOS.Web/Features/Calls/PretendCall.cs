using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Calls;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Calls.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Integrations.Telephony;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Calls;

/// <summary>Lets the phone ring where calls are only pretended: so whoever tries the program sees what a call that comes in does. A number that ends in 01 nobody takes.</summary>
public sealed class PretendCall(AppDb db, TakeCall take, CurrentUser user, CurrentBusiness business)
{
    private const string Field = "number";

    public static async Task<IResult> Form(PretendCall pretend, HttpContext context, Html html, CancellationToken ct) =>
        await pretend.MayPretend(ct) ? Dialog(null, FormErrors.None, context, html) : new Problem.NotFound().ToPage();

    public static async Task<IResult> FromPage(PretendCall pretend, HttpContext context, Html html, CancellationToken ct)
    {
        var typed = (await context.Request.ReadFormAsync(ct))[Field].ToString();
        var taken = await pretend.Handle(typed, ct);
        if (taken.IsOk) return Done.Quietly(context, CallRoutes.Changed, CallRoutes.Log);
        return taken.Problem is Problem.Invalid ? Dialog(typed, FormErrors.Of(taken.Problem), context, html) : taken.Problem.ToPage();
    }

    /// <summary>Whoever lets it ring picks it up.</summary>
    public async Task<Result<Call>> Handle(string typed, CancellationToken ct)
    {
        if (user.MemberId is not { } me || !await MayPretend(ct)) return new Problem.NotFound();
        var number = PhoneNumber.Read(typed, business.PhoneCountry);
        if (typed.Trim().Length > 0 && number.E164 is null) return new Problem.Invalid(Field, PhoneNumber.WhyNotValid(typed, business.PhoneCountry) ?? "This is no phone number.");
        return (await take.Handle(typed, PretendedCall.Id(number.E164 ?? "", me), ct)).Call;
    }

    private Task<bool> MayPretend(CancellationToken ct) => db.TelephonyAccounts.AnyAsync(a => a.Vendor == TelephonyVendor.Pretend, ct);

    private static IResult Dialog(string? typed, FormErrors errors, HttpContext context, Html html) =>
        html.Page<PretendCallDialog>(new { Typed = typed, Errors = errors, AsPage = !context.IsHtmx() }, errors.Any ? 422 : 200);
}
