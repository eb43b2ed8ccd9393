using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.SignIn.Components;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Mvc;

namespace GarageDoorOS.Web.Features.SignIn;

/// <summary>Lets a person work in another of their businesses.</summary>
public sealed class SwitchBusiness(AppDb db, CurrentUser user)
{
    /// <summary>Who has one business goes straight in; who has none is told whom to ask.</summary>
    public static async Task<IResult> Form(string? returnUrl, SwitchBusiness change, CurrentUser user, CurrentBusiness business, AppDb db, Html html, HttpContext context, CancellationToken ct)
    {
        var places = await db.PlacesOf(user.UserId!.Value, ct);
        return places is [var only] && !user.HasBusiness
            ? await FromPage(only.BusinessId, returnUrl, change, context, ct)
            : html.Page<BusinessesPage>(new { Places = places, Here = business.Id, ReturnUrl = LocalUrl.Of(returnUrl) });
    }

    public static async Task<IResult> FromPage(Guid id, [FromForm] string? returnUrl, SwitchBusiness change, HttpContext context, CancellationToken ct)
    {
        var result = await change.Handle(id, ct);
        if (!result.IsOk) return result.Problem.ToPage();
        await Sessions.Begin(context, result.Value, id, goesOn: true);
        return Results.Redirect(LocalUrl.Of(returnUrl) ?? "/leads");
    }

    public async Task<Result<User>> Handle(Guid id, CancellationToken ct)
    {
        var userId = user.UserId!.Value;
        return await db.HasPlace(userId, id, ct) && await db.PersonOf(userId, ct) is { } person ? person : new Problem.NotFound();
    }
}
