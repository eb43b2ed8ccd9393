using GarageDoorOS.Web.Access;
using Microsoft.AspNetCore.Antiforgery;

namespace GarageDoorOS.Web.Http;

/// <summary>Refuses every unsafe request that a foreign page may have caused: all but those made with an API key, or signed, carry the token.</summary>
internal sealed class AntiforgeryCheck(RequestDelegate next, IAntiforgery antiforgery)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var method = context.Request.Method;
        var isSafe = HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method);
        var byKey = context.RequestServices.GetRequiredService<CurrentUser>().ApiKeyId is not null;
        var isSigned = context.GetEndpoint()?.Metadata.GetMetadata<SignedOutside>() is not null;
        if (isSafe || byKey || isSigned || context.GetEndpoint() is null || await antiforgery.IsRequestValidAsync(context))
        {
            await next(context);
            return;
        }
        await (context.Features.Get<OtherBusiness>() is { } other
            ? Answers.Refuse(context, 409, "other_business", $"You work in {other.Entered} now, and this page is of another business. Nothing was saved: go back to that business and send it again, or load the page again.")
            : Answers.Refuse(context, 400, "antiforgery", "This form is too old or came from elsewhere. Load the page again; nothing was changed.")).ExecuteAsync(context);
    }
}

/// <summary>On an address that a program of others calls: it has no cookie of ours, and the address itself looks at what that program signed.</summary>
internal sealed record SignedOutside;

/// <summary>Ties a page to the business that it was drawn for: what a tab sends after another tab has switched is not saved in the other business.</summary>
internal sealed class PageOfBusiness : IAntiforgeryAdditionalDataProvider
{
    public string GetAdditionalData(HttpContext context) => Business(context).Id?.ToString() ?? "";

    public bool ValidateAdditionalData(HttpContext context, string additionalData)
    {
        // To sign out or to switch is about the person, from whichever page.
        var isOfBusiness = context.GetEndpoint()?.Metadata.GetMetadata<RouteAccess>()?.IsOfBusiness ?? false;
        if (!isOfBusiness || additionalData == GetAdditionalData(context)) return true;
        context.Features.Set(new OtherBusiness(Business(context).Name));
        return false;
    }

    private static CurrentBusiness Business(HttpContext context) => context.RequestServices.GetRequiredService<CurrentBusiness>();
}

/// <summary>Why a token was refused: it is of another business than the one entered.</summary>
internal sealed record OtherBusiness(string Entered);
