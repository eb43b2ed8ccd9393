using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Mvc;

namespace GarageDoorOS.Web.Features.Account;

/// <summary>Gives a person another name, in every business they belong to and on the leads they work; what was written before keeps the old one.</summary>
public sealed class RenamePerson(AppDb db, CurrentUser user)
{
    public static async Task<IResult> FromPage([FromForm] string? name, RenamePerson rename, ShowAccount show, Html html, CancellationToken ct)
    {
        var result = await rename.Handle(name ?? "", ct);
        return result.IsOk ? Results.Redirect($"{AccountRoutes.Page}?done=name") : await ShowAccount.Page(show, html, ct, name, FormErrors.Of(result.Problem));
    }

    public async Task<Result<string>> Handle(string typed, CancellationToken ct)
    {
        var errors = new FormErrors();
        if (string.IsNullOrWhiteSpace(typed)) errors.Add("name", "Type your name.");
        var name = TextRule.Read(typed, "name", TextRule.Line, errors);
        if (errors.Any) return errors.ToProblem();
        await db.RenamePerson(user.UserId!.Value, name!, ct);
        return name!;
    }
}
