using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Domain.Nurture;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace GarageDoorOS.Web.Features.Account;

/// <summary>Gets a person «your day» by e-mail, at a time of their choice, in the business in use; or not any more.</summary>
public sealed class ChooseDigest(AppDb db, CurrentUser user, CurrentBusiness business, IClock clock)
{
    public const string Field = "at";

    /// <summary><c>at</c>: a time of the business's clock such as <c>07:00</c>; null: no mail.</summary>
    public sealed record Request(string? At);

    public static async Task<IResult> FromPage([FromForm(Name = Field)] string? typed, ChooseDigest choose, ShowAccount show, Html html, CancellationToken ct)
    {
        var result = await choose.Handle(new(typed), ct);
        if (result.IsOk) return Results.Redirect($"{AccountRoutes.Page}?done=digest");
        return result.Problem is Problem.Invalid ? await ShowAccount.Page(show, html, ct, errors: FormErrors.Of(result.Problem), typedDigest: typed) : result.Problem.ToPage();
    }

    public static async Task<IResult> FromApi(JsonBody body, ChooseDigest choose, ShowAccount show, CancellationToken ct)
    {
        var errors = new FormErrors();
        var fields = body.Fields(errors);
        if (!fields.Has(Field)) errors.Add(Field, "Say a time such as 07:00, or null for no mail.");
        var request = new Request(fields.Text(Field));
        fields.Finish();
        if (errors.Any) return errors.ToProblem().ToJson();
        var result = await choose.Handle(request, ct);
        return result.IsOk ? await ShowAccount.FromApi(show, ct) : result.Problem.ToJson();
    }

    /// <summary>An API key has no day.</summary>
    public async Task<Result<LocalTime?>> Handle(Request request, CancellationToken ct)
    {
        if (user.MemberId is not { } me) return new Problem.NotFound();
        var at = TaskDue.ReadTime(request.At);
        if (at is null && !string.IsNullOrWhiteSpace(request.At)) return new Problem.Invalid(Field, "Type a time of the day, such as 7:00.");
        await db.InTransaction(async () =>
        {
            var member = await db.Held<TeamMember>(me).SingleAsync(ct);
            member.WantDigest(at, clock.GetCurrentInstant(), business.Zone);
            await db.SaveChangesAsync(ct);
        }, ct);
        return at;
    }
}
