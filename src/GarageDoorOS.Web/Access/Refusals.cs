using GarageDoorOS.Domain.Audit;
using GarageDoorOS.Web.Data.Audit;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace GarageDoorOS.Web.Access;

/// <summary>What somebody who may not enter is told: a page for people, problem+json for programs.</summary>
internal sealed class Refusals : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded)
        {
            await next(context);
            return;
        }
        var user = context.RequestServices.GetRequiredService<CurrentUser>();
        var refusal = (user.UserId, user.HasBusiness) switch
        {
            (null, false) => NobodyThere(context),
            (_, false) when user.KeptOutBy is { } business => ShowMore(context, business, user.HasSecondFactor),
            (_, false) => ChooseFirst(context),
            _ => Forbid(context, user),
        };
        await refusal.ExecuteAsync(context);
    }

    private static IResult Forbid(HttpContext context, CurrentUser user)
    {
        var business = context.RequestServices.GetRequiredService<CurrentBusiness>().Id!.Value;
        context.RequestServices.GetRequiredService<RefusedTries>().Note(business, user.Actor, AuditActions.Refused, $"{context.Request.Method} {context.Request.Path}", user.Address);
        return Answers.Refuse(context, 403, "forbidden", "You may not do this. Ask an owner or admin of your business for the permission.");
    }

    private static IResult NobodyThere(HttpContext context) => context.WantsPage()
        ? Results.Redirect($"/sign-in{ReturnTo(context)}")
        : Answers.Refuse(context, 401, "unauthenticated", "Sign in first, or send an API key as «Authorization: Bearer gdo_…».");

    private static IResult ChooseFirst(HttpContext context) => context.WantsPage()
        ? Results.Redirect($"/businesses{ReturnTo(context)}")
        : Answers.Refuse(context, 403, "no_business", "Choose the business to work in first.");

    /// <summary>Who has a second factor shows it, who has none sets one up.</summary>
    private static IResult ShowMore(HttpContext context, string business, bool has) => context.WantsPage()
        ? Results.Redirect(has ? $"{SecondStep.Path}{ReturnTo(context)}" : "/account")
        : Answers.Refuse(context, 403, "second_factor_required", $"{business} asks for a second factor. Load the page again to show yours or to set one up.");

    private static string ReturnTo(HttpContext context) => HttpMethods.IsGet(context.Request.Method) && context.Request.Path != "/"
        ? QueryString.Create("returnUrl", context.Request.Path + context.Request.QueryString).Value!
        : "";
}
