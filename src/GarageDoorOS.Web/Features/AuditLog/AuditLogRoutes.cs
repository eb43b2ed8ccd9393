using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Audit;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;

namespace GarageDoorOS.Web.Features.AuditLog;

/// <summary>Who did what, when, to which record, from where.</summary>
public static class AuditLogRoutes
{
    public const string Page = SettingsPages.Root + "/audit-logs";

    public static void AddAuditLog(this IServiceCollection services) =>
        services.AddScoped<AuditLogSearch>().AddScoped<AuditPeople>().AddScoped<ListAuditLog>().AddScoped<ExportAuditLog>();

    public static void MapAuditLog(this IEndpointRouteBuilder app)
    {
        app.MapGet(Page, ListAuditLog.FromPage).Requires(Permission.SettingsManage);
        app.MapGet(Page + "/export", ExportAuditLog.FromPage).Audits(AuditActions.Exported, AuditSubject.AuditLog).Requires(Permission.SettingsManage);

        var api = app.MapGroup("/api/audit-logs").WithTags("Audit log");
        api.MapGet("", ListAuditLog.FromApi).Takes(AuditFilter.Words).Produces<ListAuditLog.Response>().Requires(Permission.SettingsManage);
        api.MapGet("/export", ExportAuditLog.FromApi).Audits(AuditActions.Exported, AuditSubject.AuditLog).Takes(AuditFilter.Words).Produces<string>(200, "text/csv").Requires(Permission.SettingsManage);
    }
}
