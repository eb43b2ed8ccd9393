using GarageDoorOS.Web.Features.ApiDocs.Components;
using GarageDoorOS.Web.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;

namespace GarageDoorOS.Web.Features.ApiDocs;

/// <summary>Shows a developer every address of the JSON API on one page.</summary>
public static class ShowApiDocs
{
    public static async Task<IResult> FromPage([FromKeyedServices(ApiDocument.Name)] IOpenApiDocumentProvider provider, Html html, CancellationToken ct) =>
        html.Page<ApiDocsPage>(new { Document = await provider.GetOpenApiDocumentAsync(ct) });
}
