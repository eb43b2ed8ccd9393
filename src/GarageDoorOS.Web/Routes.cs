using GarageDoorOS.Web.Access;

namespace GarageDoorOS.Web;

/// <summary>All addresses of the program, feature by feature.</summary>
public static class Routes
{
    public static void MapAll(this WebApplication app)
    {
        app.MapStaticAssets().Add(endpoint => endpoint.Metadata.Add(new Microsoft.AspNetCore.Authorization.AllowAnonymousAttribute()));
        app.MapGet("/", () => Results.Redirect("/leads")).OpenTo(Who.Everyone);
    }
}
