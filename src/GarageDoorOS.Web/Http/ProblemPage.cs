using GarageDoorOS.Web.Ui;

namespace GarageDoorOS.Web.Http;

/// <summary>A refusal as a person sees it: a small page, or for htmx a toast that says the same.</summary>
internal sealed class ProblemPage(int status, string detail) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (!httpContext.IsHtmx())
            return httpContext.RequestServices.GetRequiredService<Html>().Page<ErrorPage>(new { Status = status, Detail = detail }, status).ExecuteAsync(httpContext);
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentLength = 0; // empty on purpose: else the status code pages would say something vaguer over it
        httpContext.Response.Headers["HX-Reswap"] = "none";
        httpContext.Response.Headers.Toast(detail, isError: true);
        return Task.CompletedTask;
    }
}
