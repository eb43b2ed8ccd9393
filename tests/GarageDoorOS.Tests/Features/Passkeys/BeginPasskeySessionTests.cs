using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Passkeys;

public sealed class BeginPasskeySessionTests(AppHosts hosts) : IClassFixture<AppHosts>
{
    [Theory, BothDatabases]
    public async Task A_passkey_leads_to_where_one_wanted_to_go_and_its_answer_works_once(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        using var device = await TestDevice.Of((await business.Member()).User, business.Host);
        var page = await AtTheDoor(business.Host);
        var shown = device.Show(await Asked(page));
        var cookies = (await Post(page, "/sign-in/passkey", new() { ["credential"] = shown.DeepClone(), ["returnUrl"] = "/customers" }, "/customers")).ToString();
        cookies.ShouldContain("gdo=");
        (await page.Page("/customers")).QuerySelector(".me-name")!.TextContent.ShouldContain(device.Person.Name);

        var again = await AtTheDoor(business.Host);
        await Asked(again);
        await Refused(again, shown);
        var elsewhere = device.Show(await Asked(again));
        await Post(again, "/sign-in/passkey", new() { ["credential"] = elsewhere, ["returnUrl"] = "//evil.example" }, "/leads");
    }

    [Fact]
    public async Task Who_has_several_businesses_chooses_one()
    {
        var business = await (await hosts.On(Provider.Sqlite)).NewBusiness();
        var person = (await business.Member()).User;
        await (await business.Host.NewBusiness()).Join(person, "sales");
        using var device = await TestDevice.Of(person, business.Host);
        var page = await AtTheDoor(business.Host);
        await Post(page, "/sign-in/passkey", new() { ["credential"] = device.Show(await Asked(page)), ["returnUrl"] = "/customers" }, "/businesses?returnUrl=%2Fcustomers");
    }

    [Fact]
    public async Task Whatever_is_wrong_gets_one_answer_and_no_session()
    {
        var host = await hosts.On(Provider.Sqlite);
        var business = await host.NewBusiness();
        var (member, inactive) = (await business.Member(), await business.Member());
        await business.InDb(db =>
        {
            db.Attach(inactive.Member);
            inactive.Member.Deactivate();
            return db.SaveChangesAsync();
        });
        using var device = await TestDevice.Of(member.User, host);
        using var thief = device.Copy();
        using var left = await TestDevice.Of(inactive.User, host);
        using var removed = await TestDevice.Of(member.User, host);
        (await host.Remove(member.User, removed)).Succeeded.ShouldBeTrue();
        var page = await AtTheDoor(host);

        var early = device.Show(await Asked(page));
        await Refused(page, JsonValue.Create("garbage")); // takes the question with it
        await Refused(page, early);
        foreach (var garbage in new JsonNode?[] { null, 7, new JsonObject(), new JsonObject { ["id"] = "x", ["type"] = "public-key", ["response"] = new JsonArray() } })
        {
            await Asked(page);
            await Refused(page, garbage);
        }
        await Refused(page, thief.Show(await Asked(page)));
        await Refused(page, left.Show(await Asked(page)));
        await Refused(page, removed.Show(await Asked(page)));
        await Refused(page, device.Show(await Asked(page), origin: "http://localhost.evil.example"));
        await Refused(page, device.Show(await Asked(page), unlocked: false));
        var late = device.Show(await Asked(page));
        host.Time.Pass(TimeSpan.FromMinutes(6));
        await Refused(page, late);
    }

    [Fact]
    public async Task Where_a_public_address_is_set_its_host_is_whom_passkeys_are_for()
    {
        await using var host = await AppHost.Start(Provider.Sqlite, ("App:PublicUrl", "http://crm.example.com:8080/"));
        var business = await host.NewBusiness();
        using var device = await TestDevice.Of((await business.Member()).User, host);
        var page = await AtTheDoor(host);
        var asked = await Asked(page);
        asked.GetProperty("rpId").GetString().ShouldBe("crm.example.com");
        await Refused(page, device.Show(asked, origin: "http://localhost"));
        await Post(page, "/sign-in/passkey", new() { ["credential"] = device.Show(await Asked(page), origin: "http://crm.example.com:8080") }, "/leads");
    }

    private static async Task<PageClient> AtTheDoor(AppHost host)
    {
        var page = new PageClient(host.Anonymous());
        await page.Page("/sign-in");
        return page;
    }

    private static async Task<JsonElement> Asked(PageClient page)
    {
        using var answer = await page.SendJson("/sign-in/passkey/options", []);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
        var options = await answer.Content.ReadFromJsonAsync<JsonElement>();
        options.GetProperty("userVerification").GetString().ShouldBe("required");
        return options;
    }

    private static async Task<string> Post(PageClient page, string path, JsonObject body, string to)
    {
        using var answer = await page.SendJson(path, body);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("to").GetString().ShouldBe(to);
        return string.Join("; ", answer.Headers.GetValues("Set-Cookie"));
    }

    private static async Task Refused(PageClient page, JsonNode? credential)
    {
        using var answer = await page.SendJson("/sign-in/passkey", new() { ["credential"] = credential });
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("This passkey is not known here");
        if (answer.Headers.TryGetValues("Set-Cookie", out var cookies)) cookies.ShouldAllBe(cookie => cookie.StartsWith("gdo-passkey=;"));
    }
}
