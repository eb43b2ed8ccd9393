using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Data.Queries;

namespace GarageDoorOS.Web.Access;

/// <summary>Before what guards the account changes, whoever has a second factor and is asked for it somewhere shows it: a stolen password must not bring its own.</summary>
internal sealed class ShownFirst(CurrentUser user, AppDb db) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (!user.HasSecondFactor || user.HasShownBoth || !await db.NeedsBoth(user.UserId!.Value, context.HttpContext.RequestAborted)) return await next(context);
        var request = context.HttpContext.Request;
        return Results.Redirect(SecondStep.Address(HttpMethods.IsGet(request.Method) ? request.Path.Value! : "/account"));
    }
}
