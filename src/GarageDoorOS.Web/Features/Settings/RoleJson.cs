using GarageDoorOS.Domain.Access;
using GarageDoorOS.Web.Data.Queries;
using GarageDoorOS.Web.Http;

namespace GarageDoorOS.Web.Features.Settings;

/// <summary>A role, in JSON: what it allows, and how many have it.</summary>
public sealed record RoleJson
{
    /// <summary>The fields that people set.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["name", "scope", "permissions"];

    /// <summary>Null for a built-in role, which nobody changes.</summary>
    public required Guid? Id { get; init; }

    /// <summary>What team members and API keys have it by, such as office_staff; it stays when the name changes.</summary>
    public required string Key { get; init; }

    /// <summary>Unique in the business, ignoring case and accents.</summary>
    public required string Name { get; init; }
    public required bool BuiltIn { get; init; }

    /// <summary>Which leads it sees: own, own_and_pool or all.</summary>
    public required string Scope { get; init; }

    /// <summary>What is given, such as leads:view.</summary>
    public required IReadOnlyList<string> Permissions { get; init; }

    /// <summary>All that it allows: what is given, and what that brings.</summary>
    public required IReadOnlyList<string> Allows { get; init; }

    /// <summary>How many team members have it, also those who have left.</summary>
    public required int Members { get; init; }

    /// <summary>How many API keys have it that are not revoked.</summary>
    public required int ApiKeys { get; init; }
    public required int Version { get; init; }

    public static RoleJson Of(Role role, OwnRole? own, RoleUse use) => new()
    {
        Id = own?.Id,
        Key = role.Key,
        Name = role.Name,
        BuiltIn = role.IsBuiltIn,
        Scope = role.Scope.Word(),
        Permissions = [.. role.Given.Order().Select(p => p.Word())],
        Allows = [.. role.Permissions.Order().Select(p => p.Word())],
        Members = use.People.Count,
        ApiKeys = use.Keys.Count,
        Version = own?.Version ?? 1,
    };

    public static IResult Ok(HttpResponse response, RoleJson role)
    {
        response.ETag(role.Version);
        return TypedResults.Ok(role);
    }
}
