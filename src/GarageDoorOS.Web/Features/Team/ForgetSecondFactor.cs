using GarageDoorOS.Domain;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.Team.Components;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Team;

/// <summary>Takes the second factor from a team member who has lost it: their password alone lets them in again, to set up another.</summary>
public sealed class ForgetSecondFactor(AppDb db, AccountOfMember accounts, SecondFactors factors)
{
    public static async Task<IResult> Form(Guid id, ForgetSecondFactor forget, Html html, HttpContext context, CancellationToken ct) =>
        (await forget.Account(id, ct)).Match(
            account => html.Page<ForgetSecondFactorDialog>(new { account.Member.Id, account.Member.Name, AsPage = !context.IsHtmx() }),
            problem => problem.ToPage());

    public static async Task<IResult> FromPage(Guid id, ForgetSecondFactor forget, HttpContext context, CancellationToken ct) =>
        (await forget.Handle(id, ct)).Match(
            member => Done.Answer(context, $"{member.Name} signs in by their password alone now.", TeamRoutes.Changed, TeamRoutes.Page),
            problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, ForgetSecondFactor forget, ListTeam list, CancellationToken ct)
    {
        var done = await forget.Handle(id, ct);
        return done.IsOk ? Results.Ok(await list.Handle(id, ct)) : done.Problem.ToJson();
    }

    public async Task<Result<TeamMember>> Handle(Guid id, CancellationToken ct)
    {
        var account = await Account(id, ct);
        if (!account.IsOk) return account.Problem;
        var (member, person) = account.Value;
        return await db.InTransaction<Result<TeamMember>>(async () =>
            await factors.Forget(person, ct) ? member : new Problem.Conflict("changed_meanwhile", "Their account was changed at this very moment. Look again, then press once more."), ct);
    }

    private Task<Result<(TeamMember Member, User Person)>> Account(Guid id, CancellationToken ct) =>
        accounts.Of(id, "One of their recovery codes lets them in; else whoever runs this installation can take the second factor away.", ct);
}
