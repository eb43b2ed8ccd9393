using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Integrations.Components;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Integrations;

/// <summary>Turns lead nurturing on for a business or off again, for everybody from their next request on. Tasks that exist are kept either way.</summary>
public sealed class SwitchNurturing(AppDb db, CurrentBusiness business)
{
    public const string Page = "/settings/integrations";
    private const string Field = "nurturing";

    /// <summary><c>nurturing</c>: whether the office works dated tasks for its leads.</summary>
    public sealed record Response(bool Nurturing);

    public static async Task<IResult> Form(string? saved, CurrentBusiness business, ShowMailAccount mail, ShowSmsAccount sms, ShowTelephonyAccount telephony, ShowSendingRules rules, Html html, CancellationToken ct) =>
        html.Page<IntegrationsPage>(new { business.IsNurturing, Mail = await mail.Handle(ct), Sms = await sms.Handle(ct), Telephony = await telephony.Handle(ct), Rules = (await rules.Handle(ct)).Facts, IsSaved = saved is not null });

    public static async Task<IResult> FromPage([FromForm(Name = Field)] string? wanted, SwitchNurturing change, CancellationToken ct)
    {
        await change.Handle(wanted is not null, ct);
        return Results.Redirect(Page + "?saved=yes");
    }

    public static IResult ShowApi(CurrentBusiness business) => TypedResults.Ok(new Response(business.IsNurturing));

    public static async Task<IResult> FromApi(JsonBody body, SwitchNurturing change, CancellationToken ct)
    {
        var errors = new FormErrors();
        var fields = body.Fields(errors);
        var wanted = fields.Flag(Field);
        if (wanted is null && !errors.Any) errors.Add(Field, "Say true or false.");
        fields.Finish();
        return errors.Any ? errors.ToProblem().ToJson() : Results.Ok(await change.Handle(wanted!.Value, ct));
    }

    public async Task<Response> Handle(bool isOn, CancellationToken ct)
    {
        if (isOn == business.IsNurturing) return new(isOn);
        await db.InTransaction(async () =>
        {
            await db.LockIdentity(ct); // as all who change the business do
            var changed = await db.Businesses.SingleAsync(b => b.Id == db.BusinessId, ct);
            changed.Nurture(isOn);
            await db.SaveChangesAsync(ct);
        }, ct);
        return new(isOn);
    }
}
