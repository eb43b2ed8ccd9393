using GarageDoorOS.Web.Access;

namespace GarageDoorOS.Web;

/// <summary>All addresses of the program, feature by feature.</summary>
public static class Routes
{
    public static void MapAll(this WebApplication app)
    {
        app.MapStaticAssets().OpenTo(Who.Everyone);
        app.MapGet("/", () => Results.Redirect("/leads")).OpenTo(Who.Everyone);
    }
}
