using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Integrations.Components;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Integrations.Sms;
using Microsoft.AspNetCore.Mvc;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>Sends a test text to a phone by the account as it is saved, and tells in plain words what its vendor made of it.</summary>
public sealed class TrySmsAccount(SmsAccounts accounts, ISmsSender sender, CurrentBusiness business)
{
    /// <summary><c>to</c>: a phone number in any spelling.</summary>
    public sealed record Request(string? To);

    /// <summary><c>taken</c>: the vendor has the text and passes it on. <c>to</c>: the number that it went to. <c>answer</c>: what the vendor said where it did not take the text, or why nobody heard of one.</summary>
    public sealed record Response(bool Taken, string To, SmsVendor Vendor, string? Answer);

    public static async Task<IResult> FromPage([FromForm] string? to, TrySmsAccount attempt, ShowSmsAccount show, SmsVendors vendors, HttpContext context, Html html, CancellationToken ct)
    {
        var tried = await attempt.Handle(new(to), ct);
        var errors = tried.IsOk ? FormErrors.None : FormErrors.Of(tried.Problem);
        if (!tried.IsOk && !errors.Any) return tried.Problem.ToPage();
        var (status, answer) = tried.IsOk ? (200, tried.Value) : (422, null);
        if (context.IsHtmx()) return html.Fragment<SmsAttempt>(new { To = to, Tried = answer, Errors = errors }, status);
        var now = await show.Handle(ct);
        return html.Page<SmsAccountPage>(new { Now = now, Form = SmsAccountPage.Model.Of(now), vendors.Offered, TriedTo = to, Tried = answer, TryErrors = errors }, status);
    }

    public static async Task<IResult> FromApi(JsonBody body, TrySmsAccount attempt, CancellationToken ct)
    {
        var errors = new FormErrors();
        var fields = body.Fields(errors);
        var to = fields.Text("to");
        fields.Finish();
        return errors.Any ? errors.ToProblem().ToJson() : (await attempt.Handle(new(to), ct)).Match(Results.Ok, problem => problem.ToJson());
    }

    public async Task<Result<Response>> Handle(Request request, CancellationToken ct)
    {
        if (await accounts.OfBusiness(ct) is not { } account) return new Problem.Conflict("sms_account_missing", "Texts to leads are not set up.");
        if (PhoneNumber.Read(request.To, business.PhoneCountry).E164 is not { } to) return new Problem.Invalid("to", PhoneNumber.WhyNotValid(request.To, business.PhoneCountry) ?? "Type a phone number.");
        if (accounts.SettingsOf(account) is not { } settings) return Told("The stored token cannot be read any more. Type it again.");
        try
        {
            await sender.Send(settings, new(Guid.CreateVersion7(), to, PlainText.OneLine($"Test text of {business.Name}. Texts to your leads come from this number."), StatusUrl: null), mayBeOut: false, ct);
            return Told(null);
        }
        catch (SmsFailed failed)
        {
            return Told(failed.Message);
        }

        Response Told(string? why) => new(why is null, to, account.Vendor, why);
    }
}
