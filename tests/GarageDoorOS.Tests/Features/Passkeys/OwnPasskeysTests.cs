using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using GarageDoorOS.Tests.Support;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Features.Passkeys;

public sealed class OwnPasskeysTests(SharedHosts hosts)
{
    [Theory, BothDatabases]
    public async Task A_person_sees_and_removes_their_own_and_nobody_elses(Provider provider)
    {
        var business = await (await hosts.On(provider)).NewBusiness();
        var (me, other) = (await business.Member(), await business.Member());
        using var mine = await TestDevice.Of(me.User, business.Host, "Mine <b>");
        using var theirs = await TestDevice.Of(other.User, business.Host, "Theirs");
        var page = await business.PageOf(me);
        Names(await page.Page("/account/passkeys")).ShouldBe(["Mine <b>"]);
        foreach (var id in new[] { theirs.Id, "AAAA", "a", "not base64!", new string('A', 5_000) })
        {
            using var answer = await page.Post($"/account/passkeys/{id}/removal");
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, id);
        }
        using (var answer = await page.Post($"/account/passkeys/{mine.Id}/removal")) answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        Names(await page.Page("/account/passkeys")).ShouldBeEmpty();
        Names(await (await business.PageOf(other)).Page("/account/passkeys")).ShouldBe(["Theirs"]);
    }

    [Fact]
    public async Task What_no_device_made_is_not_taken()
    {
        var business = await (await hosts.On(Provider.Sqlite)).NewBusiness();
        var page = await business.Page();
        await Refused(page, "/account/passkeys", new() { ["name"] = "No question was asked", ["credential"] = new JsonObject() }, "credential");
        foreach (var garbage in new JsonNode?[] { null, "x", new JsonObject { ["id"] = "AAAA", ["type"] = "public-key" } })
        {
            using (var asked = await page.SendJson("/account/passkeys/options", new() { ["proof"] = TestBusiness.Password }))
            {
                var options = await asked.Content.ReadFromJsonAsync<JsonElement>();
                options.GetProperty("rp").GetProperty("id").GetString().ShouldBe("localhost");
                options.GetProperty("authenticatorSelection").GetProperty("userVerification").GetString().ShouldBe("required");
            }
            await Refused(page, "/account/passkeys", new() { ["credential"] = garbage }, "credential");
        }
        Names(await page.Page("/account/passkeys")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_has_its_rule_and_twenty_are_enough()
    {
        var business = await (await hosts.On(Provider.Sqlite)).NewBusiness();
        var me = await business.Member();
        var page = await business.PageOf(me);
        foreach (var path in new[] { "/account/passkeys/options", "/account/passkeys" })
            foreach (var name in new JsonNode[] { new string('x', 201), "a\0b", 7 })
                await Refused(page, path, new() { ["name"] = name.DeepClone() }, "name");
        foreach (var nothing in new[] { "", "not the password", "123456" }) await Refused(page, "/account/passkeys/options", new() { ["proof"] = nothing }, "proof");
        for (var i = 0; i < 20; i++) (await TestDevice.Of(me.User, business.Host, $"Device {i}")).Dispose();
        await Refused(page, "/account/passkeys/options", new() { ["name"] = "One more" }, "name");
        await Refused(page, "/account/passkeys", new() { ["name"] = "One more" }, "name");
    }

    [Fact]
    public async Task Who_has_not_signed_in_is_led_to_the_door_and_who_comes_from_another_page_is_refused()
    {
        var business = await (await hosts.On(Provider.Sqlite)).NewBusiness();
        using (var answer = await business.Host.Anonymous().GetAsync("/account/passkeys")) answer.Headers.Location!.ToString().ShouldStartWith("/sign-in");
        using (var answer = await business.Host.Anonymous().PostAsJsonAsync("/account/passkeys/options", new { })) answer.Headers.Location!.ToString().ShouldStartWith("/sign-in");
        foreach (var path in new[] { "/sign-in/passkey/options", "/sign-in/passkey" })
        {
            using var answer = await business.Host.Anonymous().PostAsJsonAsync(path, new { });
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        }
    }

    private static IEnumerable<string> Names(AngleSharp.Dom.IParentNode page) => page.QuerySelectorAll(".passkeys b").Select(b => b.TextContent);

    private static async Task Refused(PageClient page, string path, JsonObject body, string field)
    {
        using var answer = await page.SendJson(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, text);
        JsonDocument.Parse(text).RootElement.GetProperty("errors").TryGetProperty(field, out _).ShouldBeTrue(text);
    }
}
