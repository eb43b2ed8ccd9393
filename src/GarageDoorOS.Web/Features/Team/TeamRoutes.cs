using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Audit;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;

namespace GarageDoorOS.Web.Features.Team;

/// <summary>The addresses of the team: who is in it, who is invited, who goes and who comes back.</summary>
public static class TeamRoutes
{
    public const string Page = SettingsPages.Root + "/team", Invitations = Page + "/invitations";

    /// <summary>What the page listens for to show itself anew.</summary>
    public const string Changed = "team-changed";

    public static void AddTeam(this IServiceCollection services)
    {
        services.AddScoped<TeamRoles>().AddScoped<ListTeam>().AddScoped<ChangeRole>().AddScoped<DeactivateMember>().AddScoped<RestoreMember>().AddScoped<HandOver>();
        services.AddScoped<InviteMember>().AddScoped<RenewInvitation>().AddScoped<RevokeInvitation>().AddScoped<InvitationMail>().AddScoped<AcceptInvitation>().AddScoped<LinkForPassword>().AddScoped<AccountOfMember>().AddScoped<ForgetSecondFactor>();
    }

    public static void MapTeam(this IEndpointRouteBuilder app)
    {
        var pages = app.MapGroup(Page);
        pages.MapGet("", ListTeam.FromPage).Requires(Permission.TeamManage);
        pages.MapGet("/{id:guid}/role", ChangeRole.Form).Requires(Permission.TeamManage);
        pages.MapPost("/{id:guid}/role", ChangeRole.FromPage).Requires(Permission.TeamManage);
        pages.MapGet("/{id:guid}/deactivation", DeactivateMember.Form).Requires(Permission.TeamManage);
        pages.MapPost("/{id:guid}/deactivation", DeactivateMember.FromPage).Requires(Permission.TeamManage);
        pages.MapPost("/{id:guid}/restoration", RestoreMember.FromPage).Requires(Permission.TeamManage);
        pages.MapPost("/{id:guid}/password-link", LinkForPassword.FromPage).Audits(AuditActions.PasswordLinkMade, AuditSubject.TeamMember).Requires(Permission.TeamManage);
        pages.MapGet("/{id:guid}/second-factor/removal", ForgetSecondFactor.Form).Requires(Permission.TeamManage);
        pages.MapPost("/{id:guid}/second-factor/removal", ForgetSecondFactor.FromPage).Audits(AuditActions.SecondFactorRemoved, AuditSubject.TeamMember).Requires(Permission.TeamManage);
        pages.MapGet("/invitations/new", InviteMember.Form).Requires(Permission.TeamManage);
        pages.MapPost("/invitations", InviteMember.FromPage).Requires(Permission.TeamManage);
        pages.MapPost("/invitations/{id:guid}/link", RenewInvitation.FromPage).Requires(Permission.TeamManage);
        pages.MapPost("/invitations/{id:guid}/revocation", RevokeInvitation.FromPage).Requires(Permission.TeamManage);
        app.MapGet("/accept-invitation", AcceptInvitation.Form).OpenTo(Who.Everyone);
        app.MapPost("/accept-invitation", AcceptInvitation.FromPage).RequireRateLimiting(Rates.Doors).OpenTo(Who.Everyone);

        var api = app.MapGroup("/api/team").WithTags("Team");
        api.MapGet("", ListTeam.FromApi).Produces<ListTeam.Response>().Requires(Permission.TeamManage);
        api.MapPut("/{id:guid}/role", ChangeRole.FromApi).Sends<ListTeam.Member>("role", "version").Produces<ListTeam.Member>().Requires(Permission.TeamManage);
        api.MapPost("/{id:guid}/deactivation", DeactivateMember.FromApi).Sends<DeactivateMember.Request>("handOverTo").Produces<ListTeam.Member>().Requires(Permission.TeamManage);
        api.MapPost("/{id:guid}/restoration", RestoreMember.FromApi).Produces<ListTeam.Member>().Requires(Permission.TeamManage);
        api.MapPost("/{id:guid}/password-link", LinkForPassword.FromApi).Audits(AuditActions.PasswordLinkMade, AuditSubject.TeamMember).WithMetadata(new AnswersSecret()).Produces<InviteMember.Link>().Requires(Permission.TeamManage);
        api.MapPost("/{id:guid}/second-factor/removal", ForgetSecondFactor.FromApi).Audits(AuditActions.SecondFactorRemoved, AuditSubject.TeamMember).Produces<ListTeam.Member>().Requires(Permission.TeamManage);
        api.MapPost("/invitations", InviteMember.FromApi).Sends<InviteMember.Request>("email", "role").WithMetadata(new AnswersSecret()).Produces<InviteMember.Response>(201).Requires(Permission.TeamManage);
        api.MapPost("/invitations/{id:guid}/link", RenewInvitation.FromApi).WithMetadata(new AnswersSecret()).Produces<InviteMember.Response>().Requires(Permission.TeamManage);
        api.MapDelete("/invitations/{id:guid}", RevokeInvitation.FromApi).Produces(204).Requires(Permission.TeamManage);
    }
}
