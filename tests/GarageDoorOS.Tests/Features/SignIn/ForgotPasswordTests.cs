using System.Net;
using System.Text.RegularExpressions;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.SignIn;

public sealed partial class ForgotPasswordTests(AppHostsWithMail hosts) : IClassFixture<AppHostsWithMail>
{
    private const string New = "slow doors are heavy";

    [MailTheory, BothDatabases]
    public async Task A_mailed_link_changes_the_password_once_and_ends_every_session(Provider provider)
    {
        var host = await hosts.On(provider);
        var business = await host.NewBusiness();
        var sam = await business.Member("sales", "Sam");
        var old = await business.PageOf(sam);
        var door = new PageClient(host.Anonymous());
        await door.Page("/forgotten-password");
        using (var asked = await door.Post("/forgotten-password", ("email", sam.User.Email!.ToUpperInvariant()))) asked.StatusCode.ShouldBe(HttpStatusCode.OK);
        using (var twice = await door.Post("/forgotten-password", ("email", sam.User.Email!))) twice.StatusCode.ShouldBe(HttpStatusCode.OK);
        var mail = await hosts.Mail.FirstTo(sam.User.Email!);
        var link = new Uri(Link().Match(mail.TextBody!).Value).PathAndQuery;
        var form = await door.Page(link);
        (string, string)[] Fields(string password) => [.. form.QuerySelectorAll("form [type=hidden][name]").Select(f => (f.GetAttribute("name")!, f.GetAttribute("value")!)), ("new", password)];
        using (var wrong = await door.Post("/new-password", Fields("short")))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await door.Read(wrong)).QuerySelector("#f-new-error").ShouldNotBeNull();
        }
        using (var done = await door.Post("/new-password", Fields(New))) done.StatusCode.ShouldBe(HttpStatusCode.OK);

        (await old.Http.GetAsync("/leads")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await new PageClient(host.Anonymous()).SignIn(sam.User.Email!, New);
        (await host.Anonymous().GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using (var again = await door.Post("/new-password", Fields("another one of them"))) again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        hosts.Mail.TakenFor(sam.User.Email!).Count.ShouldBe(1, "a second asking within minutes is one mail");
    }

    [MailTheory, BothDatabases]
    public async Task Nobody_learns_which_addresses_are_known(Provider provider)
    {
        var host = await hosts.On(provider);
        var sam = await (await host.NewBusiness()).Member("sales");
        var door = new PageClient(host.Anonymous());
        await door.Page("/forgotten-password");
        var texts = new List<string>();
        foreach (var email in new[] { "nobody@example.com", sam.User.Email! })
        {
            using var asked = await door.Post("/forgotten-password", ("email", email));
            texts.Add((await door.Read(asked)).QuerySelector("main")!.TextContent.Replace(email, "*"));
        }
        texts[0].ShouldBe(texts[1]);
        await hosts.Mail.FirstTo(sam.User.Email!);
        hosts.Mail.TakenFor("nobody@example.com").ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task Without_a_mail_server_one_is_told_whom_to_ask(Provider provider)
    {
        await using var host = await AppHost.Start(provider);
        await host.NewBusiness();
        (await new PageClient(host.Anonymous()).Page("/forgotten-password")).Body!.TextContent.ShouldContain("Ask the owner or an admin");
    }

    [GeneratedRegex(@"http://doors\.example\S+")]
    private static partial Regex Link();
}
