using System.Net;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Data;
using GarageDoorOS.Web.Features.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.SignIn;

public sealed class SetUpTests
{
    [Theory, BothDatabases]
    public async Task The_first_visit_makes_a_business_and_its_owner_once(Provider provider)
    {
        await using var host = await AppHost.Start(provider);
        var page = new PageClient(host.Anonymous());
        using (var door = await page.Http.GetAsync("/sign-in")) door.Headers.Location!.OriginalString.ShouldBe("/setup");
        await page.Page("/setup");
        using (var answer = await page.Post("/setup", Form(TokenOf(host)))) answer.Headers.Location!.OriginalString.ShouldBe("/leads");
        (await page.Page("/leads")).QuerySelectorAll(".blank .offers a").Select(offer => offer.GetAttribute("href")).ShouldBe(["/imports", "/settings/team", "/leads/new", "/settings/general"]);
        using (var inside = await page.Http.GetAsync("/sign-in")) inside.Headers.Location!.OriginalString.ShouldBe("/leads");

        using (var again = await page.Http.GetAsync("/setup")) again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var other = new PageClient(host.Anonymous());
        await other.SignIn("grace@example.com", "a door opens slowly");
        using (var again = await host.Anonymous().GetAsync("/setup")) again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var made = await host.Scoped(services => services.GetRequiredService<AppDb>().Businesses.SingleAsync());
        (made.Name, made.TimeZone, made.Currency, made.PhoneCountry).ShouldBe(("Lone Oak", "America/Denver", "CAD", "CA"));
    }

    [Theory, BothDatabases]
    public async Task Without_the_token_nothing_is_made_and_everything_wrong_is_said_at_once(Provider provider)
    {
        await using var host = await AppHost.Start(provider);
        var page = new PageClient(host.Anonymous());
        await page.Page("/setup");
        using var answer = await page.Post("/setup", ("token", "guess"), ("businessName", "Lone Oak"), ("timeZone", "Mars/Olympus"), ("password", "short"));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var form = await page.Read(answer);
        foreach (var field in new[] { "token", "timeZone", "currency", "phoneCountry", "name", "email", "password" })
            form.QuerySelector($"#f-{field}-error").ShouldNotBeNull(field);
        form.QuerySelector("#f-businessName")!.GetAttribute("value").ShouldBe("Lone Oak");
        (await host.Scoped(services => services.GetRequiredService<AppDb>().Businesses.AnyAsync())).ShouldBeFalse();
    }

    [Theory, BothDatabases]
    public async Task Eight_at_once_make_one_business(Provider provider)
    {
        await using var host = await AppHost.Start(provider);
        var pages = Enumerable.Range(0, 8).Select(_ => new PageClient(host.Anonymous())).ToList();
        foreach (var page in pages) await page.Page("/setup");
        var answers = await Task.WhenAll(pages.Select((page, i) => page.Post("/setup", Form(TokenOf(host), $"Business {i}", $"owner{i}@example.com"))));
        answers.Select(a => (int)a.StatusCode).Order().ShouldBe([302, 404, 404, 404, 404, 404, 404, 404]);
        (await host.Scoped(services => services.GetRequiredService<AppDb>().Users.CountAsync())).ShouldBe(1);
    }

    private static string TokenOf(AppHost host) => host.Services.GetRequiredService<FirstVisit>().Token;

    private static (string, string)[] Form(string token, string business = "Lone Oak", string email = "grace@example.com") =>
    [
        ("token", token), ("businessName", business), ("timeZone", "America/Denver"), ("currency", "CAD"), ("phoneCountry", "CA"),
        ("name", "Grace Okafor"), ("email", email), ("password", "a door opens slowly"),
    ];
}
