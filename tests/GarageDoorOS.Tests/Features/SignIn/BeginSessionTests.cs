using System.Net;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.SignIn;

public sealed class BeginSessionTests(SharedHosts hosts)
{
    [Theory, BothDatabases]
    public async Task The_right_password_leads_to_the_leads_and_signing_out_ends_it(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (page, member) = (new PageClient(business.Host.Anonymous()), await business.Member());
        await page.Page("/sign-in");
        using (var answer = await page.Post("/sign-in", ("email", $" {member.User.Email!.ToUpperInvariant()} "), ("password", TestBusiness.Password)))
            Where(answer).ShouldBe("/leads");
        using (var again = await page.Http.GetAsync("/sign-in")) Where(again).ShouldBe("/leads");

        var here = new PageClient(page.Http);
        using (var nowhere = await page.Http.GetAsync("/nowhere")) await here.Read(nowhere);
        using (var answer = await here.Post("/sign-out")) Where(answer).ShouldBe("/sign-in");
        await page.Page("/sign-in");
    }

    [Theory, BothDatabases]
    public async Task An_unknown_person_a_wrong_password_and_an_inactive_person_get_the_same_answer_and_what_was_typed(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (active, inactive) = (await business.Member(), await business.Member());
        await business.InDb(async db =>
        {
            db.Attach(inactive.Member);
            inactive.Member.Deactivate();
            return await db.SaveChangesAsync();
        });
        var answers = new List<string>();
        foreach (var (email, password) in new[] { ("nobody@example.com", "x"), ("not an «address»", "x"), (active.User.Email!, "x"), (inactive.User.Email!, TestBusiness.Password) })
        {
            var page = new PageClient(business.Host.Anonymous());
            await page.Page("/sign-in");
            using var answer = await page.Post("/sign-in", ("email", email), ("password", password));
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
            var form = PageClient.Parse(await answer.Content.ReadAsStringAsync());
            form.QuerySelector("#f-email")!.GetAttribute("value").ShouldBe(email);
            form.QuerySelector("#f-password")!.GetAttribute("value").ShouldBeNull();
            answers.Add(form.QuerySelector("#f-password-error")!.TextContent.Trim());
        }
        answers.Distinct().ShouldHaveSingleItem();
    }

    [Theory, BothDatabases]
    public async Task Ten_wrong_passwords_lock_the_account_for_a_while_and_say_when_to_try_again(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (page, member) = (new PageClient(business.Host.Anonymous()), await business.Member());
        await page.Page("/sign-in");
        for (var i = 0; i < 10; i++) (await page.Post("/sign-in", ("email", member.User.Email!), ("password", $"guess {i}"))).Dispose();
        using var answer = await page.Post("/sign-in", ("email", member.User.Email!), ("password", TestBusiness.Password));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Try again in 10 minutes");
    }

    [Theory, BothDatabases]
    public async Task A_burst_of_guesses_is_counted_like_a_row_of_them(Provider provider)
    {
        var host = await hosts.On(provider);
        var business = await host.NewBusiness();
        var (page, member) = (new PageClient(host.Anonymous()), await business.Member());
        await page.Page("/sign-in");
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(() => page.Post("/sign-in", ("email", member.User.Email!), ("password", $"guess {i}")))));
        var said = await Task.WhenAll(answers.Select(a => a.Content.ReadAsStringAsync()));
        said.Count(text => text.Contains("do not go together")).ShouldBe(9, "the tenth locks the account");
        said.Count(text => text.Contains("Try again in 10 minutes")).ShouldBe(21);
        using var right = await page.Post("/sign-in", ("email", member.User.Email!), ("password", TestBusiness.Password));
        (await right.Content.ReadAsStringAsync()).ShouldContain("Try again in 10 minutes");
    }

    [Theory, BothDatabases]
    public async Task The_right_password_forgets_the_wrong_ones_before_it(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (page, member) = (new PageClient(business.Host.Anonymous()), await business.Member());
        await page.Page("/sign-in");
        for (var i = 0; i < 9; i++) (await page.Post("/sign-in", ("email", member.User.Email!), ("password", $"guess {i}"))).Dispose();
        await business.PageOf(member);
        using (var wrong = await page.Post("/sign-in", ("email", member.User.Email!), ("password", "guess"))) (await wrong.Content.ReadAsStringAsync()).ShouldContain("do not go together");
        await business.PageOf(member);
    }

    [Theory, BothDatabases]
    public async Task Whoever_has_no_password_is_refused_and_locked_like_everybody(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (page, member) = (new PageClient(business.Host.Anonymous()), await business.Member());
        await business.InDb(db => db.Users.Where(u => u.Id == member.User.Id).ExecuteUpdateAsync(set => set.SetProperty(u => u.PasswordHash, (string?)null)));
        await page.Page("/sign-in");
        foreach (var i in Enumerable.Range(1, 10))
        {
            using var answer = await page.Post("/sign-in", ("email", member.User.Email!), ("password", i % 2 == 0 ? "nobody's" : new string('x', 1_001)));
            (await answer.Content.ReadAsStringAsync()).ShouldContain(i < 10 ? "do not go together" : "Try again in 10 minutes");
        }
    }

    [Theory]
    [BothDatabases("/leads?search=caf%C3%A9&page=2", "/leads?search=caf%C3%A9&page=2")]
    [BothDatabases("/leads/é", "/leads/%C3%A9")]
    [BothDatabases("//evil.example", "/leads")]
    [BothDatabases("/\\evil.example", "/leads")]
    [BothDatabases("/.//evil.example", "/leads")]
    [BothDatabases("https://evil.example", "/leads")]
    [BothDatabases("javascript:alert(1)", "/leads")]
    public async Task After_signing_in_the_way_leads_back_but_never_elsewhere(Provider provider, string returnUrl, string leadsTo)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (page, member) = (new PageClient(business.Host.Anonymous()), await business.Member());
        await page.Page($"/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}");
        using var answer = await page.Post("/sign-in", ("email", member.User.Email!), ("password", TestBusiness.Password), ("returnUrl", returnUrl));
        Where(answer).ShouldBe(leadsTo);
    }

    [Theory, BothDatabases]
    public async Task Without_its_token_the_form_is_refused(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var member = await business.Member();
        using var form = new FormUrlEncodedContent([new("email", member.User.Email!), new("password", TestBusiness.Password)]);
        using var answer = await business.Host.Anonymous().PostAsync("/sign-in", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory, BothDatabases]
    public async Task Nobody_signs_in_as_somebody_of_the_demo_outside_Development(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness("Lone Oak Doors");
        var member = await business.Member("owner");
        (await new PageClient(business.Host.Anonymous()).Page("/sign-in")).QuerySelector(".demo").ShouldBeNull();
        var page = await business.PageOf(member);
        using (var anyPage = await page.Http.GetAsync("/nowhere")) await page.Read(anyPage);
        using var answer = await page.Post("/sign-in/demo", ("memberId", member.Id.ToString()));
        ((int)answer.StatusCode).ShouldBeOneOf(404, 405);
    }

    private static string Where(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        return answer.Headers.Location!.OriginalString;
    }
}
