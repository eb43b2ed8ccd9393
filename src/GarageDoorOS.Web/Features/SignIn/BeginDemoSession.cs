using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Mvc;

namespace GarageDoorOS.Web.Features.SignIn;

/// <summary>One press signs in as somebody of the demo business: in Development only.</summary>
public sealed class BeginDemoSession(AppDb db, IHostEnvironment environment)
{
    public static async Task<IResult> FromPage([FromForm] Guid? memberId, [FromForm] string? returnUrl, BeginDemoSession begin, HttpContext context, CancellationToken ct)
    {
        var result = await begin.Handle(memberId ?? default, ct);
        if (!result.IsOk) return result.Problem.ToPage();
        await Sessions.Begin(context, result.Value.Person, result.Value.BusinessId);
        return Results.Redirect(LocalUrl.Of(returnUrl) ?? "/leads");
    }

    /// <summary>Who can be tried; nobody outside Development.</summary>
    public async Task<IReadOnlyList<DemoPerson>> People(CancellationToken ct) => environment.IsDevelopment() ? await db.DemoPeople(ct) : [];

    public async Task<Result<(User Person, Guid BusinessId)>> Handle(Guid memberId, CancellationToken ct)
    {
        if ((await People(ct)).FirstOrDefault(p => p.MemberId == memberId) is not { } demo) return new Problem.NotFound();
        return await db.PersonOf(demo.UserId, ct) is { } person ? (person, demo.BusinessId) : new Problem.NotFound();
    }
}
