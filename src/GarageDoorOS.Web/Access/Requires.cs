using GarageDoorOS.Domain.Access;
using Microsoft.AspNetCore.Authorization;

namespace GarageDoorOS.Web.Access;

/// <summary>Whom a route without a permission is open to.</summary>
public enum Who { Everyone, SignedIn }

/// <summary>What a route says of who may use it; a house rule test fails on a route that says nothing.</summary>
public sealed record RouteAccess(Permission? Permission, Who? OpenTo, IReadOnlyList<Permission>? AnyOf = null)
{
    /// <summary>Only whoever works in a business gets in.</summary>
    public bool IsOfBusiness => Permission is not null || AnyOf is not null;
}

public static class RouteAccessExtensions
{
    /// <summary>Only a user of a business whose role has <paramref name="permission"/> gets in.</summary>
    public static TBuilder Requires<TBuilder>(this TBuilder route, Permission permission) where TBuilder : IEndpointConventionBuilder
    {
        route.RequireAuthorization(policy => policy.AddRequirements(new MayDo([permission])));
        return route.WithMetadata(new RouteAccess(permission, null));
    }

    /// <summary>Only a user of a business whose role has one of <paramref name="permissions"/> gets in, and sees there what each lets them see.</summary>
    public static TBuilder RequiresAny<TBuilder>(this TBuilder route, IReadOnlyList<Permission> permissions) where TBuilder : IEndpointConventionBuilder
    {
        route.RequireAuthorization(policy => policy.AddRequirements(new MayDo(permissions)));
        return route.WithMetadata(new RouteAccess(null, null, permissions));
    }

    public static TBuilder OpenTo<TBuilder>(this TBuilder route, Who who) where TBuilder : IEndpointConventionBuilder
    {
        if (who == Who.Everyone) route.AllowAnonymous();
        else route.RequireAuthorization(policy => policy.RequireAuthenticatedUser());
        return route.WithMetadata(new RouteAccess(null, who));
    }
}

internal sealed record MayDo(IReadOnlyList<Permission> AnyOf) : IAuthorizationRequirement;

/// <summary>Asks the role of this very request, so that a demotion holds at once.</summary>
internal sealed class MayDoHandler(CurrentUser user) : AuthorizationHandler<MayDo>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, MayDo requirement)
    {
        if (requirement.AnyOf.Any(user.May)) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}
