using System.Net;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Commands;

/// <summary>The commands as somebody types them, beside a server that works on the same database.</summary>
public sealed class CommandTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task An_added_user_signs_in_at_once_and_a_second_place_keeps_their_password(Provider provider)
    {
        var host = await hosts.On(provider);
        var (first, second) = (await host.NewBusiness(), await host.NewBusiness());
        var email = $"o'neil.{Guid.NewGuid():N}@example.com";
        var (code, output, errors) = await Run(host, "user", "add", email, "--business", first.Business.Name.ToUpperInvariant(), "--role", "office_staff", "--password", "correct horse battery");
        (code, errors).ShouldBe((0, ""));
        output.Trim().ShouldBe($"{email} is Office staff of {first.Business.Name}");
        var page = new PageClient(host.Anonymous());
        await page.SignIn(email, "correct horse battery");

        (await Run(host, "user", "add", email, "--business", second.Business.Name, "--role", "Lead viewer", "--password", "another long one")).Code.ShouldBe(0);
        (await page.Page("/businesses")).QuerySelectorAll(".places form").Length.ShouldBe(2);
        (await Run(host, "user", "add", email, "--business", second.Business.Name, "--role", "admin")).Code.ShouldBe(0);
        (await page.Page("/businesses")).QuerySelectorAll(".places .quiet").Select(r => r.TextContent).ShouldContain("Admin");
    }

    [Theory, BothDatabases]
    public async Task Who_lost_phone_and_recovery_codes_comes_in_by_the_password_again(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var member = await business.Member("owner");
        await (await business.PageOf(member)).SetUpApp();
        (await Run(business.Host, "user", "forget-second-factor", "nobody@example.com")).Errors.Trim().ShouldBe("Nobody here signs in as nobody@example.com.");
        (await Run(business.Host, "user", "forget-second-factor", member.User.Email!)).Output.Trim().ShouldBe($"{member.User.Email} signs in by their password alone now");
        await (await business.PageOf(member)).Page("/leads");
    }

    [Theory, BothDatabases]
    public async Task A_key_is_printed_alone_and_works_until_it_is_revoked(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (code, output, errors) = await Run(business.Host, "api-key", "create", "--business", business.Business.Name, "--role", "owner");
        (code, errors).ShouldBe((0, ""));
        output.ShouldMatch("^gdo_[0-9a-f]{64}\r?\n$");
        var api = business.ApiWith(output.Trim());
        using (var known = await api.GetAsync("/api/nothing")) known.StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await business.NewKey("owner");
        var listed = (await Run(business.Host, "api-key", "list", "--business", business.Business.Name)).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim().Split('\t')).ToList();
        listed.Select(l => (l[1], l[2], l[4])).ShouldBe([("Key of Owner", "owner", "active"), ("key of owner", "owner", "active")]);
        (code, output, errors) = await Run(business.Host, "api-key", "revoke", listed[0][0], "--business", business.Business.Name);
        (code, output.Trim(), errors).ShouldBe((0, $"Key of Owner of {business.Business.Name} is revoked", ""));
        using (var refused = await api.GetAsync("/api/nothing")) await refused.ShouldBeProblem(401, "unauthenticated");
        (await Run(business.Host, "api-key", "revoke", "key of owner", "--business", business.Business.Name)).Code.ShouldBe(0);
        (await Run(business.Host, "api-key", "list", "--business", business.Business.Name)).Output.Split('\n').Count(l => l.Trim().EndsWith("revoked")).ShouldBe(2);
    }

    [Theory, BothDatabases]
    public async Task A_key_is_revoked_by_its_name_only_where_one_has_it(Provider provider)
    {
        var host = await hosts.On(provider);
        var (business, other) = (await host.NewBusiness(), await host.NewBusiness());
        await business.NewKey("sales");
        await business.NewKey("sales");
        var (_, foreign) = await other.NewKey("owner");
        (await Run(host, "api-key", "revoke", "key of sales", "--business", business.Business.Name)).Errors.ShouldStartWith($"{business.Business.Name} has several keys «key of sales».");
        (await Run(host, "api-key", "revoke", foreign.ToString(), "--business", business.Business.Name)).Errors.ShouldStartWith($"{business.Business.Name} has no active key");
        (await Run(host, "api-key", "create", "--business", business.Business.Name, "--role", "sales", "--name", "Website")).Code.ShouldBe(0);
        (await Run(host, "api-key", "revoke", "Website", "--business", business.Business.Name)).Code.ShouldBe(0);
    }

    [Theory, BothDatabases]
    public async Task A_removed_user_is_out_at_once_and_in_again_when_added(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (member, name) = (await business.Member(), business.Business.Name);
        var page = await business.PageOf(member);
        var (code, output, errors) = await Run(business.Host, "user", "remove", member.User.Email!, "--business", name);
        (code, output.Trim(), errors).ShouldBe((0, $"{member.User.Email} has no place in {name} any more", ""));
        using (var outside = await page.Http.GetAsync("/leads")) outside.Headers.Location!.OriginalString.ShouldStartWith("/businesses");
        (await Run(business.Host, "user", "remove", member.User.Email!, "--business", name)).Errors.Trim().ShouldBe($"{member.User.Email} has no place in {name}.");
        (await Run(business.Host, "user", "add", member.User.Email!, "--business", name, "--role", "sales")).Code.ShouldBe(0);
        await page.Page("/leads");
    }

    [Theory, BothDatabases]
    public async Task The_businesses_are_listed_one_a_line(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness($"Doors of {Guid.NewGuid():N} & Söhne");
        var (code, output, errors) = await Run(business.Host, "business", "list");
        (code, errors).ShouldBe((0, ""));
        output.Split('\n').ShouldContain(business.Business.Name);
        var inDevelopment = await ServerProcess.CommandIn("Development", business.Host.Database, "business", "list");
        inDevelopment.ShouldBe((0, output, ""));
    }

    [Theory]
    [BothDatabases("api-key create --business Nowhere --role owner", "There is no business «Nowhere»")]
    public async Task A_mistake_is_said_in_one_line_on_stderr(Provider provider, string typed, string says)
    {
        var (code, output, errors) = await Run(await hosts.On(provider), typed.Split(' '));
        (code, output).ShouldBe((1, ""));
        errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldStartWith(says);
    }

    // What is wrong before the database is asked is wrong on both.
    [Theory]
    [InlineData("user add nobody --business X --role owner --password P", "«nobody» is no e-mail address.")]
    [InlineData("user add a@example.com --role owner --password P", "--business is missing.")]
    [InlineData("business lost", "There is no command «business lost»")]
    [InlineData("business lost --lead 7", "There is no command «business lost»")]
    [InlineData("seed --lead 100000", "«seed» has no option --lead; it has --businesses, --leads, --customers, --tasks, --calls, --seed.")]
    [InlineData("seed --leads 10 --leads 20", "--leads stands twice.")]
    [InlineData("seed 100000", "«seed» does not know what to do with «100000».")]
    [InlineData("import a.csv b.csv --business X", "«import» does not know what to do with «b.csv».")]
    [InlineData("business list --all", "«business list» has no option --all; it has none.")]
    public Task A_mistake_in_the_words_is_said_likewise(string typed, string says) => A_mistake_is_said_in_one_line_on_stderr(Provider.Sqlite, typed, says);

    private static Task<(int Code, string Output, string Errors)> Run(AppHost host, params string[] arguments) => ServerProcess.Command(host.Database, arguments);
}
