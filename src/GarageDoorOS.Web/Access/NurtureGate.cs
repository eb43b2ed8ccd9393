using GarageDoorOS.Domain;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Access;

/// <summary>Lets nobody through while the business has lead nurturing off.</summary>
internal class NurtureGate(CurrentBusiness business) : IEndpointFilter
{
    private static Problem IsOff => new Problem.Conflict("integration_disabled", "Lead nurturing is off in this business. Its owner or an admin turns it on under Settings, Integrations.");

    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        business.IsNurturing || !Concerns(context.HttpContext.Request) ? next(context)
        : ValueTask.FromResult<object?>(context.HttpContext.Request.Path.StartsWithSegments("/api") ? IsOff.ToJson() : IsOff.ToPage());

    protected virtual bool Concerns(HttpRequest request) => true;
}

/// <summary>The same where a list is asked for by its tasks.</summary>
internal sealed class TaskWordGate(CurrentBusiness business) : NurtureGate(business)
{
    private static readonly string[] Words = ["task", "taskKind", "cadence"];

    protected override bool Concerns(HttpRequest request) => Words.Any(request.Query.ContainsKey) || request.Query["view"] == "nurture";
}
