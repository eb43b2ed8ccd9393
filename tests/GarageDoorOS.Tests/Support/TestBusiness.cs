using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using GarageDoorOS.Domain.Access;
using GarageDoorOS.Domain.Businesses;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;

namespace GarageDoorOS.Tests.Support;

/// <summary>A business of a test, its people and its programs.</summary>
public sealed class TestBusiness
{
    public const string Password = "correct horse battery";

    private static int count;
    private readonly AppHost host;

    private TestBusiness(AppHost host, Business business) => (this.host, Business) = (host, business);

    public Business Business { get; }
    public Guid Id => Business.Id;
    public AppHost Host => host;

    public static async Task<TestBusiness> Found(AppHost host, string? name)
    {
        name ??= $"Doors of test {Interlocked.Increment(ref count)}";
        var business = await host.Scoped(services => services.GetRequiredService<AppDb>().Found(name, Now));
        return new(host, business.ShouldNotBeNull());
    }

    /// <summary>Works in the database as the app does for this business.</summary>
    public Task<T> InDb<T>(Func<AppDb, Task<T>> work) => host.Scoped(async services =>
    {
        var db = services.GetRequiredService<AppDb>();
        await db.Enter(Business);
        return await work(db);
    });

    /// <summary>Turns lead nurturing on, past the switch.</summary>
    public async Task<TestBusiness> Nurturing()
    {
        await InDb(async db =>
        {
            (await db.Businesses.SingleAsync(b => b.Id == Id)).Nurture(true);
            return await db.SaveChangesAsync();
        });
        Business.Nurture(true);
        return this;
    }

    /// <summary>A new person with this role: their user, and their place in this business.</summary>
    public Task<TestMember> Member(string role = "office_staff", string? name = null) => host.Scoped(async services =>
    {
        var user = new User { Name = name ?? $"{Role.Find(role)?.Name ?? role} {Guid.NewGuid().ToString("N")[..4]}" };
        user.UserName = user.Email = $"{user.Id:N}@example.com";
        (await services.GetRequiredService<UserManager<User>>().CreateAsync(user, Password)).Succeeded.ShouldBeTrue();
        return await Join(user, role);
    });

    /// <summary>Gives somebody who has a user already a place in this business too.</summary>
    public Task<TestMember> Join(User user, string role) => InDb(async db =>
    {
        var member = TeamMember.Join(Id, user.Id, user.Name, role, Now);
        db.TeamMembers.Add(member);
        await db.SaveChangesAsync();
        return new TestMember(user, member);
    });

    /// <summary>A browser without JavaScript in which a new person of this role has signed in.</summary>
    public async Task<PageClient> Page(string role = "office_staff") => await PageOf(await Member(role));

    public async Task<PageClient> PageOf(TestMember member)
    {
        var page = new PageClient(host.Anonymous());
        await page.SignIn(member.User.Email!, Password);
        return page;
    }

    /// <summary>The same for somebody who has several businesses and chooses this one.</summary>
    public async Task<PageClient> PageInto(TestMember member)
    {
        var page = await PageOf(member);
        await page.Page("/businesses");
        (await page.Post($"/businesses/{Id}/session", ("returnUrl", ""))).Dispose();
        return page;
    }

    /// <summary>A program with a new API key of this role.</summary>
    public async Task<HttpClient> Api(string role = "owner") => ApiWith((await NewKey(role)).Key);

    public HttpClient ApiWith(string key, AppHost? node = null)
    {
        var client = (node ?? host).Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>Makes a role of the business's own and gives its key.</summary>
    public Task<string> OwnRole(string name, LeadScope scope, params Permission[] given) => InDb(async db =>
    {
        var taken = await db.OwnRoles.Select(r => r.Key).ToListAsync();
        var role = GarageDoorOS.Domain.Access.OwnRole.Make(Id, name, scope, given, taken, Now);
        db.OwnRoles.Add(role);
        await db.SaveChangesAsync();
        return role.Key;
    });

    public async Task<(string Key, Guid Id)> NewKey(string role, bool revoked = false)
    {
        var key = "gdo_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var issued = ApiKey.Issue(Id, $"key of {role}", role, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))), Now);
        if (revoked) issued.Revoke(Now);
        await InDb(async db =>
        {
            db.ApiKeys.Add(issued);
            return await db.SaveChangesAsync();
        });
        return (key, issued.Id);
    }

    private static Instant Now => SystemClock.Instance.GetCurrentInstant();
}

/// <summary>A person of a test and their place in the business.</summary>
public sealed record TestMember(User User, TeamMember Member)
{
    public Guid Id => Member.Id;
    public string Name => Member.Name;
}
