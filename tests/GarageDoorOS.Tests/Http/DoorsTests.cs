using System.Net;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Http;

/// <summary>What the outside gets whichever page it asks for: headers, cookies, health, the document of the API.</summary>
public sealed class DoorsTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory]
    [BothDatabases("/sign-in", 200)]
    [BothDatabases("/leads", 302)]
    [BothDatabases("/favicon.svg", 200)]
    [BothDatabases("/api/nothing", 401)]
    [BothDatabases("/api/docs", 200)]
    [BothDatabases("/health/ready", 200)]
    [BothDatabases("/openapi/v1.json", 200)]
    public async Task Every_answer_says_that_only_our_own_files_may_run(Provider provider, string path, int status)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        using var answer = await business.Host.Anonymous().GetAsync(path);
        ((int)answer.StatusCode).ShouldBe(status);
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("script-src 'self'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        answer.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        answer.Headers.Contains("Server").ShouldBeFalse();
        answer.Headers.Contains("Strict-Transport-Security").ShouldBeFalse();
    }

    [Theory, BothDatabases]
    public async Task Behind_https_cookies_and_headers_are_those_of_https_though_the_program_speaks_http(Provider provider)
    {
        await using var database = await TestDatabase.Create(provider);
        await using var server = await ServerProcess.Start(database, ("App:PublicUrl", "https://doors.example"));
        using var http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false });
        using var answer = await http.GetAsync(new Uri(server.Address, "/setup"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldStartWith("__Host-gdo-form=");
        cookie.ShouldContain("; secure");
        cookie.ShouldContain("; path=/;");
        answer.Headers.Contains("Strict-Transport-Security").ShouldBeTrue();
    }

    [Theory, BothDatabases]
    public async Task Whoever_tries_the_door_too_often_has_to_wait(Provider provider)
    {
        await using var host = await AppHost.Listen(provider);
        using var http = new HttpClient { BaseAddress = host.Address };
        using var form = new FormUrlEncodedContent([new("email", "a@example.com")]);
        for (var i = 0; i < 60; i++) (await http.PostAsync("/sign-in", form)).Dispose();
        using var answer = await http.PostAsync("/sign-in", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        answer.Headers.RetryAfter.ShouldNotBeNull();
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Wait a minute");
        using var page = await http.GetAsync("/sign-in");
        page.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory, BothDatabases]
    public async Task Health_is_told_and_the_document_names_both_ways_in(Provider provider)
    {
        var http = (await hosts.On(provider)).Anonymous();
        (await http.GetStringAsync("/health/live")).ShouldBe("Healthy");
        (await http.GetStringAsync("/health/ready")).ShouldBe("Healthy");
        var document = await http.GetJson("/openapi/v1.json");
        document.GetProperty("info").Text("title").ShouldBe("Garage Door OS");
        document.GetProperty("components").GetProperty("securitySchemes").EnumerateObject().Select(s => s.Name).ShouldBe(["bearer", "cookie"], ignoreOrder: true);
        document.GetProperty("components").GetProperty("schemas").TryGetProperty("Problem", out _).ShouldBeTrue();
        document.GetProperty("paths").EnumerateObject().ShouldAllBe(path => path.Name.StartsWith("/api/"));
    }

    [Theory, BothDatabases]
    public async Task The_document_says_what_each_address_of_leads_and_customers_answers(Provider provider)
    {
        var document = await (await hosts.On(provider)).Anonymous().GetJson("/openapi/v1.json");
        var silent = from path in document.GetProperty("paths").EnumerateObject()
                     where path.Name.StartsWith("/api/leads") || path.Name.StartsWith("/api/customers")
                     from operation in path.Value.EnumerateObject()
                     let answers = operation.Value.GetProperty("responses")
                     where !answers.TryGetProperty("204", out _) && !answers.EnumerateObject().Any(a => a.Name is "200" or "201" or "202" && a.Value.TryGetProperty("content", out _))
                     select $"{operation.Name} {path.Name}";
        silent.ShouldBeEmpty();
    }
}
