using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Features.Team.Components;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Team;

/// <summary>A link by which a team member who forgot it chooses a new password; for where no mail can be sent.</summary>
public sealed class LinkForPassword(AccountOfMember accounts, PasswordLinks links)
{
    public static async Task<IResult> FromPage(Guid id, LinkForPassword make, Html html, HttpContext context, CancellationToken ct) =>
        (await make.Handle(id, ct)).Match(
            made => html.Page<LinkDialog>(new { Title = "Pass this link on", Link = made.Address, Text = "It is good for two hours and is not shown again. Whoever has it can choose the password.", AsPage = !context.IsHtmx() }),
            problem => problem.ToPage());

    public static async Task<IResult> FromApi(Guid id, LinkForPassword make, CancellationToken ct) =>
        (await make.Handle(id, ct)).Match(made => Results.Ok(made), problem => problem.ToJson());

    public async Task<Result<InviteMember.Link>> Handle(Guid id, CancellationToken ct)
    {
        var account = await accounts.Of(id, "They can have a new password by «Forgotten your password?».", ct);
        if (!account.IsOk) return account.Problem;
        var (address, until) = await links.Make(account.Value.Person);
        return new InviteMember.Link(address, until);
    }
}
