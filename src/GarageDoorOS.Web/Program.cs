using GarageDoorOS.Web;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Background;
using GarageDoorOS.Web.Commands;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Seed;
using GarageDoorOS.Web.Features.Account;
using GarageDoorOS.Web.Features.AuditLog;
using GarageDoorOS.Web.Features.Customers;
using GarageDoorOS.Web.Features.Imports;
using GarageDoorOS.Web.Features.Leads;
using GarageDoorOS.Web.Features.Messages;
using GarageDoorOS.Web.Features.Notices;
using GarageDoorOS.Web.Features.Passkeys;
using GarageDoorOS.Web.Features.Search;
using GarageDoorOS.Web.Features.Settings;
using GarageDoorOS.Web.Features.SignIn;
using GarageDoorOS.Web.Features.Team;
using GarageDoorOS.Web.Features.TrashBin;
using GarageDoorOS.Web.Features.Work;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Integrations.Mail;

// Before the first pattern is made: one that somebody drives into a corner gives up instead of holding a core.
AppContext.SetData("REGEX_DEFAULT_MATCH_TIMEOUT", TimeSpan.FromSeconds(1));
if (Command.IsMeantBy(args)) return await Command.Run(args);

var builder = WebApplication.CreateBuilder([.. args, Watching.ReadSettingsOnce]);
builder.WebHost.UseStaticWebAssets(); // also outside Development: without it a gzip client gets empty files from an unpublished build
builder.AddWatching();
builder.AddData();
builder.AddMail();
builder.AddAccess();
builder.AddHttp();
builder.Services.AddSignIn();
builder.Services.AddAccount();
builder.Services.AddPasskeys();
builder.Services.AddLeads();
builder.Services.AddImports();
builder.Services.AddCustomers();
builder.Services.AddWork();
builder.Services.AddSearch();
builder.Services.AddTeam();
builder.Services.AddNotices();
builder.Services.AddMessages();
builder.Services.AddSettings();
builder.Services.AddTrash();
builder.Services.AddAuditLog();
builder.Services.AddBackground();

var app = builder.Build();
await app.Services.Migrate();
await app.Services.FoundDemo(app.Environment);
app.UseHttp();
app.MapAll();
await app.AnnounceFirstVisit();
await app.RunAsync();
return 0;
