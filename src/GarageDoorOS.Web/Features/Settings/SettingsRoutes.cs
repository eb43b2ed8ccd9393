using GarageDoorOS.Domain;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Http;
using GarageDoorOS.Web.Ui;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>The addresses of what a business sets for itself.</summary>
public static class SettingsRoutes
{
    public static void MapSettings(this IEndpointRouteBuilder app) => app.MapGet(SettingsPages.Root, First).OpenTo(Who.SignedIn);

    /// <summary>The first page that this person may open.</summary>
    private static IResult First(CurrentUser user) =>
        user.HasBusiness && SettingsPages.FirstFor(user.Role) is { } page
            ? Results.Redirect(page.Path)
            : new Problem.Forbidden("Settings are for the owner and admins of your business.").ToPage();
}
