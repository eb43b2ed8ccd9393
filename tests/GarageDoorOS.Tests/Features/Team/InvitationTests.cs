using System.Net;
using AngleSharp.Html.Dom;
using GarageDoorOS.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Team;

public sealed class InvitationTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    private const string NewPassword = "quiet doors open slowly";

    [Theory, BothDatabases]
    public async Task Without_a_mail_server_the_inviter_gets_a_link_that_lets_one_person_in_once(Provider provider)
    {
        var host = await hosts.On(provider);
        var business = await host.NewBusiness();
        var owner = await business.Page("owner");
        using var invited = await owner.Post("/settings/team/invitations", ("email", "Luis@Example.com"), ("role", "sales"));
        invited.StatusCode.ShouldBe(HttpStatusCode.OK);
        var link = new Uri(((IHtmlInputElement)(await owner.Read(invited)).QuerySelector("#f-link")!).Value).PathAndQuery;
        (await owner.Page("/settings/team")).Body!.TextContent.ShouldContain("luis@example.com");

        var luis = new PageClient(host.Anonymous());
        (await luis.Page(link)).Body!.TextContent.ShouldContain($"Join {business.Business.Name}");
        using (var wrong = await luis.Post("/accept-invitation", ("token", TokenIn(link)), ("name", ""), ("password", "short")))
        {
            wrong.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var form = await luis.Read(wrong);
            form.QuerySelector("#f-name-error").ShouldNotBeNull();
            form.QuerySelector("#f-password-error").ShouldNotBeNull();
        }
        using (var joined = await luis.Post("/accept-invitation", ("token", TokenIn(link)), ("name", "Luis Romero"), ("password", NewPassword))) joined.Headers.Location!.OriginalString.ShouldBe("/leads");
        (await luis.Page("/leads")).Body!.TextContent.ShouldContain("Luis Romero");
        var place = await business.InDb(db => db.TeamMembers.SingleAsync(m => m.Name == "Luis Romero"));
        (place.Role, place.IsActive).ShouldBe(("sales", true));

        using (var again = await host.Anonymous().GetAsync(link)) again.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var browser = new PageClient(host.Anonymous());
        await browser.SignIn("luis@example.com", NewPassword);
    }

    [Theory, BothDatabases]
    public async Task A_link_that_was_taken_back_renewed_or_is_old_or_changed_opens_nothing(Provider provider)
    {
        var host = await hosts.On(provider);
        var (business, other) = (await host.NewBusiness(), await host.NewBusiness());
        var api = await business.Api("owner");
        var (revoked, renewed) = (await Invite(api, "a@example.com"), await Invite(api, "b@example.com"));
        using (var taken = await api.DeleteAsync($"/api/team/invitations/{revoked.Id}")) taken.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await Opens(host, revoked.Link, false);
        using var again = await api.PostJson($"/api/team/invitations/{renewed.Id}/link", new { });
        var fresh = LinkIn((await again.ShouldBeJson(200)).Text("link")!);
        await Opens(host, renewed.Link, false);
        await Opens(host, fresh, true);

        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(TokenIn(fresh));
        var elsewhere = System.Buffers.Text.Base64Url.EncodeToString([.. other.Id.ToByteArray(bigEndian: true), .. bytes[16..]]);
        await Opens(host, $"/accept-invitation?token={elsewhere}", false);
        foreach (var odd in new[] { "", "?token=", "?token=%00", "?token=x", "?token=" + new string('A', 64), "?token=" + new string('A', 5000) }) await Opens(host, "/accept-invitation" + odd, false);

        await using var later = await AppHost.Start(provider);
        var old = await Invite(await (await later.NewBusiness()).Api("owner"), "c@example.com");
        await Opens(later, old.Link, true);
        later.Time.Pass(TimeSpan.FromDays(8));
        await Opens(later, old.Link, false);
    }

    [Theory, BothDatabases]
    public async Task Somebody_with_an_account_joins_by_signing_in_and_nobody_else_can_take_the_place(Provider provider)
    {
        var host = await hosts.On(provider);
        var (business, theirs) = (await host.NewBusiness(), await host.NewBusiness());
        var (luis, stranger) = (await theirs.Member("technician", "Luis"), await theirs.Member("owner", "Eve"));
        var (_, link) = await Invite(await business.Api("owner"), luis.User.Email!);

        var anybody = new PageClient(host.Anonymous());
        (await anybody.Page(link)).QuerySelector("a[href^='/sign-in?returnUrl=']").ShouldNotBeNull();
        using (var refused = await anybody.Post("/accept-invitation", ("token", TokenIn(link)), ("name", "Eve"), ("password", NewPassword))) refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var eve = await theirs.PageOf(stranger);
        (await eve.Page(link)).Body!.TextContent.ShouldContain("signed in as Eve");
        using (var refused = await eve.Post("/accept-invitation", ("token", TokenIn(link)))) refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var his = await theirs.PageOf(luis);
        await his.Page(link);
        // Also who has no place anywhere any more.
        await theirs.InDb(async db =>
        {
            (await db.TeamMembers.SingleAsync(m => m.Id == luis.Id)).Deactivate();
            return await db.SaveChangesAsync();
        });
        his = new PageClient(host.Anonymous());
        await his.Page("/sign-in");
        using (var signedIn = await his.Post("/sign-in", ("email", luis.User.Email!), ("password", TestBusiness.Password), ("returnUrl", link))) signedIn.Headers.Location!.OriginalString.ShouldBe(link);
        await his.Page(link);
        using (var joined = await his.Post("/accept-invitation", ("token", TokenIn(link)))) joined.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await business.InDb(db => db.TeamMembers.SingleAsync(m => m.UserId == luis.User.Id))).Role.ShouldBe("sales");
        (await his.Page("/leads")).Body!.TextContent.ShouldContain(business.Business.Name);
    }

    [Theory, BothDatabases]
    public async Task An_old_invitation_takes_nothing_from_who_was_let_in_by_another_way(Provider provider)
    {
        var host = await hosts.On(provider);
        var (business, elsewhere) = (await host.NewBusiness(), await host.NewBusiness());
        var grace = await elsewhere.Member("sales", "Grace");
        var (_, link) = await Invite(await business.Api("owner"), grace.User.Email!);
        await business.Join(grace.User, "owner");
        var hers = await elsewhere.PageOf(grace);
        await hers.Page(link);
        using (var joined = await hers.Post("/accept-invitation", ("token", TokenIn(link)))) joined.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await business.InDb(db => db.TeamMembers.SingleAsync())).Role.ShouldBe("owner");
    }

    [Theory, BothDatabases]
    public async Task The_same_link_in_six_browsers_at_once_makes_one_place(Provider provider)
    {
        var nodes = await hosts.NodesOn(provider);
        var business = await nodes[0].NewBusiness();
        var (_, link) = await Invite(await business.Api("owner"), $"{Guid.NewGuid():N}@example.com");
        var browsers = Enumerable.Range(0, 6).Select(i => new PageClient(nodes[i % nodes.Count].Anonymous())).ToList();
        foreach (var browser in browsers) await browser.Page(link);
        var answers = await Task.WhenAll(browsers.Select((browser, i) => browser.Post("/accept-invitation", ("token", TokenIn(link)), ("name", $"Luis {i}"), ("password", NewPassword))));
        answers.Count(a => a.StatusCode == HttpStatusCode.Redirect).ShouldBe(1);
        answers.ShouldAllBe(a => (int)a.StatusCode < 500);
        (await business.InDb(db => db.TeamMembers.CountAsync())).ShouldBe(1);
    }

    [Theory, BothDatabases]
    public async Task What_is_wrong_stands_beside_its_field_and_what_was_typed_comes_back(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (sam, owner) = (await business.Member("sales", "Sam"), await business.Page("owner"));
        await Refused(("email", "no address"), ("role", "king"));
        await Refused(("email", sam.User.Email!), ("role", "sales"));
        using (var first = await owner.Post("/settings/team/invitations", ("email", "new@example.com"), ("role", "sales"))) first.StatusCode.ShouldBe(HttpStatusCode.OK);
        await Refused(("email", "NEW@example.com"), ("role", "sales"));

        async Task Refused(params (string Name, string Value)[] typed)
        {
            using var answer = await owner.Post("/settings/team/invitations", typed);
            answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            var form = await owner.Read(answer);
            form.QuerySelector("#f-email-error").ShouldNotBeNull();
            ((IHtmlInputElement)form.QuerySelector("#f-email")!).Value.ShouldBe(typed[0].Value);
        }
    }

    [Theory, BothDatabases]
    public async Task A_link_for_a_new_password_is_made_for_who_works_here_alone(Provider provider)
    {
        var host = await hosts.On(provider);
        var (business, other) = (await host.NewBusiness(), await host.NewBusiness());
        var (sam, both, api) = (await business.Member("sales"), await business.Member("sales"), await business.Api("owner"));
        await other.Join(both.User, "owner");
        using (var refused = await api.PostJson($"/api/team/{both.Id}/password-link", new { })) await refused.ShouldBeProblem(409, "works_elsewhere");
        using var made = await api.PostJson($"/api/team/{sam.Id}/password-link", new { });
        var link = LinkIn((await made.ShouldBeJson(200)).Text("address")!);
        var his = new PageClient(host.Anonymous());
        var form = await his.Page(link);
        using (var changed = await his.Post("/new-password", ("user", ((IHtmlInputElement)form.QuerySelector("[name=user]")!).Value), ("token", ((IHtmlInputElement)form.QuerySelector("[name=token]")!).Value), ("new", NewPassword)))
            changed.StatusCode.ShouldBe(HttpStatusCode.OK);
        await new PageClient(host.Anonymous()).SignIn(sam.User.Email!, NewPassword);
        (await host.Anonymous().GetAsync(link)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory, BothDatabases]
    public async Task A_role_of_ones_own_is_given_by_invitation_and_stays_while_somebody_is_invited_to_it(Provider provider)
    {
        var host = await hosts.On(provider);
        var business = await host.NewBusiness();
        var api = await business.Api("owner");
        var role = await api.Create("/api/roles", new { name = "Dispatcher", scope = "own_and_pool", permissions = new[] { "leads:view", "leads:assign" } });
        using var invited = await api.PostJson("/api/team/invitations", new { email = $"{Guid.NewGuid():N}@example.com", role = "Dispatcher" });
        var link = LinkIn((await invited.ShouldBeJson(201)).Text("link")!);
        using (var kept = await api.DeleteVersion($"/api/roles/{role.Id()}", role.Version())) await kept.ShouldBeProblem(409, "role_in_use");
        var luis = new PageClient(host.Anonymous());
        await luis.Page(link);
        using (var joined = await luis.Post("/accept-invitation", ("token", TokenIn(link)), ("name", "Luis"), ("password", NewPassword))) joined.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await luis.Page("/leads")).Body!.TextContent.ShouldContain("Dispatcher");
        (await luis.Http.GetAsync("/customers")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task<(Guid Id, string Link)> Invite(HttpClient api, string email)
    {
        using var answer = await api.PostJson("/api/team/invitations", new { email, role = "sales" });
        var made = await answer.ShouldBeJson(201);
        return (made.Id(), LinkIn(made.Text("link")!));
    }

    private static async Task Opens(AppHost host, string link, bool opens)
    {
        using var answer = await host.Anonymous().GetAsync(link);
        answer.StatusCode.ShouldBe(opens ? HttpStatusCode.OK : HttpStatusCode.NotFound, link);
    }

    private static string LinkIn(string address) => new Uri(address).PathAndQuery;

    private static string TokenIn(string link) => link.Split("token=")[1];
}
