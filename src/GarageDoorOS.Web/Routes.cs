using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Features.Account;
using GarageDoorOS.Web.Features.ApiDocs;
using GarageDoorOS.Web.Features.AuditLog;
using GarageDoorOS.Web.Features.Calls;
using GarageDoorOS.Web.Features.ConsentEntries;
using GarageDoorOS.Web.Features.Customers;
using GarageDoorOS.Web.Features.Imports;
using GarageDoorOS.Web.Features.Integrations;
using GarageDoorOS.Web.Features.LeadMessages;
using GarageDoorOS.Web.Features.Leads;
using GarageDoorOS.Web.Features.Live;
using GarageDoorOS.Web.Features.Messages;
using GarageDoorOS.Web.Features.Notices;
using GarageDoorOS.Web.Features.Nurture;
using GarageDoorOS.Web.Features.Passkeys;
using GarageDoorOS.Web.Features.Search;
using GarageDoorOS.Web.Features.Settings;
using GarageDoorOS.Web.Features.SignIn;
using GarageDoorOS.Web.Features.Team;
using GarageDoorOS.Web.Features.TrashBin;
using GarageDoorOS.Web.Features.Work;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Integrations.Mail;
using GarageDoorOS.Web.Integrations.Sms;
using GarageDoorOS.Web.Integrations.Telephony;

namespace GarageDoorOS.Web;

/// <summary>All addresses of the program, feature by feature.</summary>
public static class Routes
{
    public static void MapAll(this WebApplication web)
    {
        web.MapStaticAssets().OpenTo(Who.Everyone);
        var app = web.MapGroup("").DisableAntiforgery(); // AntiforgeryCheck asks for the token, of every unsafe request
        app.MapGet("/", () => Results.Redirect("/leads")).OpenTo(Who.Everyone);
        app.MapWatching();
        app.MapApiDocs();
        app.MapSignIn();
        app.MapAccount();
        app.MapPasskeys();
        app.MapLeads();
        app.MapImports();
        app.MapCustomers();
        app.MapWork();
        app.MapSearch();
        app.MapSettings();
        app.MapIntegrations();
        app.MapNurture();
        app.MapConsents();
        app.MapTrash();
        app.MapAuditLog();
        app.MapTeam();
        app.MapNotices();
        app.MapMessages();
        app.MapLeadMessages();
        app.MapCalls();
        app.MapLive();
        app.MapSmsHooks();
        app.MapTelephony();
        app.MapMailHooks();
        EndpointsOnce.Over(web);
    }
}
