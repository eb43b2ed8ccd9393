using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Features.Settings.Components;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>Lets nobody work in the business by a password alone, or does again: from the next request on, also where people are signed in. API keys are not asked.</summary>
public sealed class RequireSecondFactor(AppDb db, CurrentUser user)
{
    public const string Page = "/settings/security";
    private const string Field = "requiresSecondFactor";

    public sealed record Body(bool RequiresSecondFactor);

    /// <summary><paramref name="WithoutOne"/>: the names of the active people who have no second factor yet.</summary>
    public sealed record Response(bool RequiresSecondFactor, IReadOnlyList<string> WithoutOne);

    public static async Task<IResult> Form(string? saved, RequireSecondFactor require, Html html, CancellationToken ct) =>
        html.Page<SecurityPage>(new { Security = await require.Show(ct), IsSaved = saved is not null });

    public static async Task<IResult> FromPage([FromForm(Name = Field)] string? required, RequireSecondFactor require, Html html, CancellationToken ct)
    {
        var result = await require.Handle(required is not null, ct);
        return result.IsOk
            ? Results.Redirect(Page + "?saved=yes")
            : html.Page<SecurityPage>(new { Security = await require.Show(ct) with { RequiresSecondFactor = true }, Errors = FormErrors.Of(result.Problem) }, 422);
    }

    public static async Task<IResult> ShowApi(RequireSecondFactor require, CancellationToken ct) => TypedResults.Ok(await require.Show(ct));

    public static async Task<IResult> FromApi(JsonBody body, RequireSecondFactor require, CancellationToken ct)
    {
        var errors = new FormErrors();
        var fields = body.Fields(errors);
        var required = fields.Flag(Field);
        if (required is null && !errors.Any) errors.Add(Field, "Say true or false.");
        fields.ReadOnly("withoutOne").Finish();
        return (errors.Any ? errors.ToProblem() : await require.Handle(required!.Value, ct)).Match(security => Results.Ok(security), problem => problem.ToJson());
    }

    public async Task<Result<Response>> Handle(bool required, CancellationToken ct)
    {
        if (required && user.UserId is not null && !user.HasShownBoth)
            return new Problem.Invalid(Field, "Set up a second factor of your own first, and sign in by it: else you would lock yourself out.");
        await db.InTransaction(async () =>
        {
            await db.LockIdentity(ct); // as all who change the business do
            var business = await db.Businesses.SingleAsync(b => b.Id == db.BusinessId, ct);
            business.RequireSecondFactor(required);
            await db.SaveChangesAsync(ct);
        }, ct);
        return await Show(ct);
    }

    private async Task<Response> Show(CancellationToken ct) => new(
        await db.Businesses.Where(b => b.Id == db.BusinessId).Select(b => b.RequiresSecondFactor).SingleAsync(ct), await db.PeopleWithoutSecondFactor(ct));
}
