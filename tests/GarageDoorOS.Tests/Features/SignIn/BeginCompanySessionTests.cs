using System.Net;
using System.Security.Claims;
using System.Web;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Access;
using GarageDoorOS.Web.Features.SignIn;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.SignIn;

public sealed class BeginCompanySessionTests : IClassFixture<AppHostsWithCompany>
{
    private static int count;
    private readonly AppHostsWithCompany hosts;

    public BeginCompanySessionTests(AppHostsWithCompany hosts)
    {
        this.hosts = hosts;
        hosts.Company.Reset();
    }

    private CompanyProvider Company => hosts.Company;

    [Theory, BothDatabases]
    public async Task Whose_confirmed_email_is_known_comes_in_and_again_when_the_email_has_changed(Provider provider)
    {
        var host = await hosts.On(provider);
        var sam = await (await host.NewBusiness()).Member();
        Company.Person = new(NewSubject(), sam.User.Email!.ToUpperInvariant(), true);
        var page = new PageClient(host.Anonymous());
        var button = (await page.Page("/sign-in")).QuerySelector("a[href='/sign-in/company']").ShouldNotBeNull();
        button.TextContent.ShouldBe("Sign in with Lone Oak");
        using (var answer = await SignIn(page.Http)) Where(answer).ShouldBe("/leads");
        (await page.Page("/leads")).Body!.TextContent.ShouldContain(sam.User.Name);

        foreach (var email in new[] { "married@example.com", null })
        {
            Company.Person = new(Company.Person.Subject, email, null);
            using var again = await SignIn(host.Anonymous());
            Where(again).ShouldBe("/leads");
        }
    }

    [Fact]
    public async Task The_word_true_and_what_userinfo_alone_tells_are_believed_too()
    {
        var host = await hosts.On(Provider.Sqlite);
        var business = await host.NewBusiness();
        Company.Person = new(NewSubject() + new string('x', 200), (await business.Member()).User.Email, "true");
        using (var word = await SignIn(host.Anonymous())) Where(word).ShouldBe("/leads");

        Company.KeepsEmailForUserInfo = true;
        Company.Person = new(NewSubject(), (await business.Member()).User.Email, true);
        using (var told = await SignIn(host.Anonymous())) Where(told).ShouldBe("/leads");
    }

    [Fact]
    public async Task Who_works_in_two_businesses_chooses()
    {
        var host = await hosts.On(Provider.Sqlite);
        var sam = await (await host.NewBusiness()).Member();
        await (await host.NewBusiness()).Join(sam.User, "sales");
        Company.Person = new(NewSubject(), sam.User.Email, true);
        using var answer = await SignIn(host.Anonymous());
        Where(answer).ShouldBe("/businesses?returnUrl=%2Fleads");
    }

    [Fact]
    public async Task An_unconfirmed_email_an_unknown_and_a_deactivated_person_get_the_same_page()
    {
        var host = await hosts.On(Provider.Sqlite);
        var business = await host.NewBusiness();
        var (active, inactive) = (await business.Member(), await business.Member());
        await business.InDb(db => db.TeamMembers.Where(m => m.Id == inactive.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.IsActive, false)));
        var texts = new List<string>();
        foreach (var (email, isVerified) in new (string?, object?)[]
            { ("nobody@example.com", true), (active.User.Email, false), (active.User.Email, null), (active.User.Email, "false"), (inactive.User.Email, true), (null, true), ("not an «address»", true) })
        {
            Company.Person = new(NewSubject(), email, isVerified);
            var page = new PageClient(host.Anonymous());
            using var answer = await SignIn(page.Http);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden, email);
            var read = await page.Read(answer);
            read.QuerySelector("a[href='/sign-in']").ShouldNotBeNull();
            texts.Add(read.QuerySelector("main")!.TextContent);
            await ShouldBeOutside(page);
        }
        texts.Distinct().ShouldHaveSingleItem().ShouldContain("Ask the owner");
    }

    [Theory]
    [InlineData("/leads?search=caf%C3%A9&page=2", "/leads?search=caf%C3%A9&page=2")]
    [InlineData("//evil.example", "/leads")]
    [InlineData("https://evil.example/leads", "/leads")]
    public async Task After_signing_in_the_way_leads_back_but_never_elsewhere(string returnUrl, string leadsTo)
    {
        var host = await hosts.On(Provider.Sqlite);
        Company.Person = new(NewSubject(), (await (await host.NewBusiness()).Member()).User.Email, true);
        using var answer = await SignIn(host.Anonymous(), $"?returnUrl={Uri.EscapeDataString(returnUrl)}");
        Where(answer).ShouldBe(leadsTo);
    }

    [Theory]
    [InlineData("http://doors.example", false), InlineData("https://doors.example", true)]
    public async Task The_provider_is_told_our_public_address_and_a_proof_of_who_asks_whatever_the_Host_header_says(string publicUrl, bool isSecure)
    {
        await using var host = await AppHost.Start(Provider.Sqlite, [.. Company.Settings, ("App:PublicUrl", publicUrl)]);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in/company") { Headers = { Host = "evil.example" } };
        using var start = await host.Anonymous().SendAsync(request);
        var asked = HttpUtility.ParseQueryString(start.Headers.Location!.Query);
        asked["redirect_uri"].ShouldBe(publicUrl + "/sign-in/company/callback");
        asked["code_challenge_method"].ShouldBe("S256");
        (asked["response_mode"] ?? "query").ShouldBe("query");
        start.Headers.GetValues("Set-Cookie").ShouldAllBe(cookie => cookie.Contains("samesite=lax") && cookie.Contains("httponly") && cookie.Contains("; secure") == isSecure);
    }

    [Theory]
    [InlineData("state"), InlineData("no state"), InlineData("another browser"), InlineData("signature"), InlineData("nonce"), InlineData("no"), InlineData("garbage"), InlineData("html")]
    public async Task What_goes_wrong_at_the_provider_is_a_page_with_a_way_back(string what)
    {
        var host = await hosts.On(Provider.Sqlite);
        Company.Person = new(NewSubject(), (await (await host.NewBusiness()).Member()).User.Email, true);
        (Company.SignsWithAnotherKey, Company.ForgetsNonce, Company.Error) = (what == "signature", what == "nonce", what == "no" ? "access_denied" : null);
        Company.Garbage = what switch { "garbage" => """{"id_token": 7, "access_token": []}""", "html" => "<html>", _ => null };
        var page = new PageClient(host.Anonymous());
        var back = await Authorize(page.Http);
        var sent = what switch { "state" => back.Replace("state=", "state=x"), "no state" => back.Split('?')[0], _ => back };
        using var answer = await (what == "another browser" ? host.Anonymous() : page.Http).GetAsync(sent);
        await ShouldBeAWayBack(answer);
        await ShouldBeOutside(page);
    }

    [Fact]
    public async Task A_provider_that_is_down_is_a_page_and_the_password_still_opens()
    {
        var down = await CompanyProvider.Start();
        var settings = down.Settings;
        await down.DisposeAsync();
        await using var host = await AppHost.Start(Provider.Sqlite, settings);
        var business = await host.NewBusiness();
        using (var answer = await host.Anonymous().GetAsync("/sign-in/company")) await ShouldBeAWayBack(answer);
        await business.Page();
    }

    [Fact]
    public async Task Where_no_provider_is_set_there_is_no_button_and_no_address()
    {
        await using var host = await AppHost.Start(Provider.Sqlite);
        var business = await host.NewBusiness();
        (await new PageClient(host.Anonymous()).Page("/sign-in")).QuerySelector("a[href^='/sign-in/company']").ShouldBeNull();
        var page = await business.Page();
        foreach (var path in new[] { "/sign-in/company", "/sign-in/company/callback" })
            (await page.Http.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("https://login.example", "", "belong together")]
    [InlineData("", "doors", "belong together")]
    [InlineData("http://login.example", "doors", "https address")]
    [InlineData("login.example", "doors", "https address")]
    public void Half_of_the_settings_stop_the_start_with_a_line(string authority, string client, string says) =>
        Should.Throw<InvalidOperationException>(() => CompanyDoor.Of(new ConfigurationBuilder().AddInMemoryCollection([new("Oidc:Authority", authority), new("Oidc:ClientId", client)]).Build()))
            .Message.ShouldContain(says);

    [Fact]
    public void It_counts_as_two_factors_where_the_provider_or_the_settings_say_so()
    {
        static bool Counts(bool isSet, params string[] amr) =>
            BeginCompanySession.CountsAsTwoFactors(new(new ClaimsIdentity(amr.Select(how => new Claim("amr", how)))), new("https://login.example", "doors", null, "Lone Oak", isSet));
        Counts(false, "pwd", "mfa").ShouldBeTrue();
        Counts(false, "pwd").ShouldBeFalse();
        Counts(true).ShouldBeTrue();
    }

    private static string NewSubject() => $"subject {Interlocked.Increment(ref count)}";

    /// <summary>Goes to the provider and comes back with what it gave.</summary>
    private static async Task<HttpResponseMessage> SignIn(HttpClient browser, string query = "") => await browser.GetAsync(await Authorize(browser, query));

    private static async Task<string> Authorize(HttpClient browser, string query = "")
    {
        using var start = await browser.GetAsync("/sign-in/company" + query);
        start.StatusCode.ShouldBe(HttpStatusCode.Redirect, await start.Content.ReadAsStringAsync());
        using var company = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var sent = await company.GetAsync(start.Headers.Location);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return sent.Headers.Location!.PathAndQuery;
    }

    private static async Task ShouldBeAWayBack(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var page = PageClient.Parse(await answer.Content.ReadAsStringAsync());
        page.QuerySelector("h1")!.TextContent.ShouldBe("That did not work");
        page.QuerySelector("a[href='/sign-in']").ShouldNotBeNull();
    }

    private static async Task ShouldBeOutside(PageClient page)
    {
        using var answer = await page.Http.GetAsync("/leads");
        Where(answer).ShouldStartWith("/sign-in");
    }

    private static string Where(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return answer.Headers.Location!.OriginalString;
    }
}
