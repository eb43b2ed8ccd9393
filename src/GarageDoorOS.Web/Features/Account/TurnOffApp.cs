using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Audit;
using GarageDoorOS.Web.Features.Account.Components;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Mvc;

namespace GarageDoorOS.Web.Features.Account;

/// <summary>Takes the app away as a second factor, and forgets its key. Other browsers are signed out.</summary>
public sealed class TurnOffApp(AppDb db, OwnProof proof, SecondFactors factors, CurrentUser user, AuditDoor audit)
{
    private const string Text = "Your codes are not asked for any more, and the key in your app is good for nothing. Wherever else you are signed in, you are signed out.";

    public static IResult Form(Html html) => Page(html, null);

    public static async Task<IResult> FromPage([FromForm(Name = OwnProof.Field)] string? typed, TurnOffApp turnOff, Html html, HttpContext context, CancellationToken ct)
    {
        var result = await turnOff.Handle(typed ?? "", ct);
        if (!result.IsOk) return result.Problem is Problem.Invalid ? Page(html, FormErrors.Of(result.Problem)) : result.Problem.ToPage();
        await Sessions.GoOn(context, result.Value);
        return Results.Redirect($"{AccountRoutes.Page}?done=app-off");
    }

    public async Task<Result<User>> Handle(string typed, CancellationToken ct)
    {
        var proven = await proof.Of(typed, ct);
        if (!proven.IsOk) return proven.Problem;
        var person = proven.Value;
        if (!person.TwoFactorEnabled) return person;
        if (!await db.InTransaction(() => factors.TurnAppOff(person, ct), ct)) return AccountRoutes.ChangedMeanwhile;
        await audit.GuardChanged(person.Id, new("codesFromAnApp", "on", "off"), user.Address);
        return person;
    }

    private static IResult Page(Html html, FormErrors? errors) => html.Page<ProofPage>(new
    {
        Title = "Turn codes from an app off",
        Text,
        Action = AccountRoutes.Page + "/app/removal",
        Submit = "Turn them off",
        IsDanger = true,
        Errors = errors ?? FormErrors.None,
    }, errors is null ? 200 : 422);
}
