using ArchUnitNET.Loader;
using GarageDoorOS.Domain.Leads;
using GarageDoorOS.Web.Data;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Shouldly;
using Xunit;
using Architecture = ArchUnitNET.Domain.Architecture;
using Type = System.Type;

namespace GarageDoorOS.Tests;

/// <summary>The walls of STYLE.md and the decisions, held up by a machine so that people can think of other things.</summary>
public sealed partial class HouseRulesTests
{
    private static readonly System.Reflection.Assembly Domain = typeof(Lead).Assembly, Web = typeof(AppDb).Assembly;
    private static readonly Architecture House = new ArchLoader().LoadAssemblies(Domain, Web).Build();

    [Fact]
    public void The_domain_uses_the_base_library_NodaTime_and_libphonenumber_and_nothing_else()
    {
        string[] allowed = ["System.Runtime", "System.Collections", "System.Linq", "System.Memory", "System.Text.RegularExpressions", "NodaTime", "PhoneNumbers"];
        var used = Domain.GetReferencedAssemblies().Select(a => a.Name!).Where(name => !allowed.Contains(name) && !name.StartsWith("System.Collections."));
        used.ShouldBeEmpty();
    }

    [Fact]
    public void A_feature_never_uses_another_feature()
    {
        var wrong = from type in House.Types
                    let own = FeatureOf(type.Namespace.FullName)
                    where own is not null
                    from used in type.Dependencies.Select(d => d.Target).Distinct()
                    let other = FeatureOf(used.Namespace?.FullName)
                    where other is not null && other != own
                    select $"{type.FullName} uses {used.FullName}";
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void A_feature_never_uses_a_clock()
    {
        var wrong = from type in House.Types
                    where FeatureOf(type.Namespace.FullName) is not null
                    from used in type.Dependencies.Select(d => d.Target.FullName).Distinct()
                    where used.StartsWith("GarageDoorOS.Web.Background.")
                    select $"{type.FullName} uses {used}";
        wrong.ShouldBeEmpty();
    }

    private static string? FeatureOf(string? room) =>
        room?.StartsWith("GarageDoorOS.Web.Features.") == true ? room.Split('.')[3] : null;

    [Fact]
    public void A_slice_and_its_Handle_are_never_given_the_HttpContext()
    {
        Type[] web = [typeof(HttpContext), typeof(HttpRequest), typeof(HttpResponse), typeof(IHttpContextAccessor)];
        var seen = from slice in Slices
                   from parameter in slice.GetConstructors().SelectMany(c => c.GetParameters()).Concat(HandleOf(slice).GetParameters())
                   where web.Contains(parameter.ParameterType)
                   select $"{slice.Name}: {parameter.ParameterType.Name} {parameter.Name}";
        seen.ShouldBeEmpty();
    }

    [Fact]
    public void A_file_of_a_feature_saves_in_one_place_at_most()
    {
        var savers = from path in Sources("src/GarageDoorOS.Web/Features")
                     let saves = Text(path).Split("SaveChangesAsync(").Length - 1
                     where saves > 1
                     select $"{path}: {saves} times";
        savers.ShouldBeEmpty();
    }

    [Fact]
    public void A_component_injects_nothing_and_waits_for_nothing()
    {
        var injected = from component in Web.GetTypes().Where(t => t.IsAssignableTo(typeof(ComponentBase)))
                       from property in component.GetProperties(Anything)
                       where property.IsDefined(typeof(InjectAttribute), true)
                       select $"{component.Name} injects {property.PropertyType.Name}";
        var waits = Razor.Where(path => AwaitWord().IsMatch(Text(path))).Select(path => $"{path} awaits");
        injected.Concat(waits).ShouldBeEmpty();
    }

    [Fact]
    public void The_rooms_that_features_use_never_use_a_feature()
    {
        string[] rooms = ["GarageDoorOS.Web.Data", "GarageDoorOS.Web.Http", "GarageDoorOS.Web.Access"];
        var wrong = from type in House.Types
                    where rooms.Any(room => type.Namespace.FullName == room || type.Namespace.FullName.StartsWith(room + "."))
                    from used in type.Dependencies.Select(d => d.Target.FullName).Distinct()
                    where used.StartsWith("GarageDoorOS.Web.Features.")
                    select $"{type.FullName} uses {used}";
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void What_belongs_to_one_vendor_is_used_in_its_room_and_set_up_beside_it()
    {
        var wrong = from type in House.Types
                    where type.FullName.StartsWith("GarageDoorOS.") // else what a package writes from our interfaces
                    from used in type.Dependencies.Select(d => d.Target).Distinct()
                    where RoomOfVendor(used.Namespace?.FullName) is { } room && !type.Namespace.FullName.StartsWith(room)
                    select $"{type.FullName} uses {used.FullName}";
        wrong.ShouldBeEmpty();
    }

    /// <summary>What a vendor does for us, such as mail, where this is the room of one.</summary>
    private static string? RoomOfVendor(string? room) =>
        room?.StartsWith("GarageDoorOS.Web.Integrations.") == true && room.Split('.') is { Length: > 4 } parts ? string.Join('.', parts[..4]) : null;

    private const System.Reflection.BindingFlags Anything =
        System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic;

    private static IEnumerable<Type> Slices =>
        Web.GetTypes().Where(t => t.Namespace?.StartsWith("GarageDoorOS.Web.Features") == true && t.GetMethods(Anything).Any(m => m.Name == "Handle"));

    private static System.Reflection.MethodInfo HandleOf(Type slice) => slice.GetMethods(Anything).First(m => m.Name == "Handle");
}
