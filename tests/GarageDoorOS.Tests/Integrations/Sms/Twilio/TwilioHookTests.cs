using System.Net;
using System.Security.Cryptography;
using System.Text;
using GarageDoorOS.Domain.Messages;
using GarageDoorOS.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace GarageDoorOS.Tests.Integrations.Sms.Twilio;

/// <summary>The addresses at which Twilio calls: what it signed with the token of the business is taken, all else is refused in the same words.</summary>
public sealed class TwilioHookTests(TwilioHookTests.Hosts hosts) : IClassFixture<TwilioHookTests.Hosts>
{
    private const string Public = "http://doors.example", Token = "hunter2horsestaple";

    private static readonly (string Name, string Value)[] Answer = [("MessageSid", "SM0123456789abcdef0123456789abcdef"), ("From", "+15125550143"), ("To", "+15125550100"), ("Body", "Yes & thanks — 2 o’clock"), ("NumMedia", "0")];
    private static readonly (string Name, string Value)[] Arrived = [("MessageSid", "SM0123456789abcdef0123456789abcdef"), ("MessageStatus", "delivered")];

    /// <summary>Apps that know under which address the world finds them.</summary>
    public sealed class Hosts : AppHosts
    {
        protected override (string Name, string Value)[] Settings => [("App:PublicUrl", Public), ("Sms:AllowPretend", "true")];
    }

    [Theory, BothDatabases]
    public async Task What_is_signed_with_the_token_of_the_business_is_taken(Provider provider)
    {
        var business = await With(await (await hosts.On(provider)).NewBusiness());
        var http = business.Host.Anonymous();
        using (var taken = await Call(http, $"/hooks/sms/{business.Id}/inbound", Answer))
        {
            taken.StatusCode.ShouldBe(HttpStatusCode.OK);
            taken.Content.Headers.ContentType!.MediaType.ShouldBe("text/xml");
            (await taken.Content.ReadAsStringAsync()).ShouldBe("<Response/>");
        }
        foreach (var path in new[] { $"/hooks/sms/{business.Id}/status?message={Guid.CreateVersion7()}", $"/hooks/sms/{business.Id}/status", $"/hooks/sms/{business.Id}/status?message=nonsense&x=%20y" })
            using (var taken = await Call(http, path, Arrived)) taken.StatusCode.ShouldBe(HttpStatusCode.NoContent, path);
        using (var odd = await Call(http, $"/hooks/sms/{business.Id}/inbound", [("CallSid", "CA1")])) odd.StatusCode.ShouldBe(HttpStatusCode.OK, "it is Twilio's, and says nothing to us");
    }

    [Theory, BothDatabases]
    public async Task Everything_else_is_refused_and_nobody_learns_why(Provider provider)
    {
        var host = await hosts.On(provider);
        var (business, bare, pretending, locked) = (await With(await host.NewBusiness()), await host.NewBusiness(), await With(await host.NewBusiness(), SmsVendor.Pretend), await With(await host.NewBusiness()));
        var unreadable = new EphemeralDataProtectionProvider().CreateProtector("sms-account").Protect(Token);
        await locked.InDb(db => db.SmsAccounts.ExecuteUpdateAsync(set => set.SetProperty(a => a.Token, unreadable)));
        var http = host.Anonymous();
        foreach (var (page, form) in new[] { ("inbound", Answer), ("status", Arrived) })
        {
            string Of(Guid id) => $"/hooks/sms/{id}/{page}";
            await Refused(Call(http, Of(business.Id), form, signature: ""));
            await Refused(Call(http, Of(business.Id), form, signature: null));
            await Refused(Call(http, Of(business.Id), form, token: "another"));
            await Refused(Call(http, Of(business.Id), form, signed: Of(bare.Id)));
            await Refused(Call(http, Of(business.Id) + "?message=1", form, signed: Of(business.Id)));
            await Refused(Call(http, Of(business.Id), [.. form, ("Body", "More")], signature: Sign(Token, Public + Of(business.Id), form)));
            await Refused(Call(http, Of(business.Id), form, signature: Sign(Token, "http://localhost" + Of(business.Id), form))); // by the Host header
            await Refused(Call(http, Of(Guid.CreateVersion7()), form));
            await Refused(Call(http, Of(Guid.CreateVersion7()), form, token: "0123456789abcdef0123456789abcdef"));
            await Refused(Call(http, Of(bare.Id), form));
            await Refused(Call(http, Of(bare.Id), form, token: "0123456789abcdef0123456789abcdef"));
            await Refused(Call(http, Of(pretending.Id), form, token: ""));
            await Refused(Call(http, Of(locked.Id), form));
            await Refused(http.PostAsync(Of(business.Id), null));
            await Refused(http.PostAsync(Of(business.Id), new StringContent("{}", Encoding.UTF8, "application/json")));
        }

        // The same words, whoever is signed in and whichever key is sent along.
        await Refused(Call((await business.Page("owner")).Http, $"/hooks/sms/{business.Id}/inbound", Answer, signature: ""));
        await Refused(Call(await business.Api(), $"/hooks/sms/{Guid.CreateVersion7()}/inbound", Answer));
    }

    [Theory, BothDatabases]
    public async Task Where_the_installation_does_not_know_its_own_address_nothing_is_genuine(Provider provider)
    {
        await using var host = await AppHost.Start(provider);
        var business = await With(await host.NewBusiness());
        var path = $"/hooks/sms/{business.Id}/inbound";
        foreach (var root in new[] { "http://localhost", "", Public }) await Refused(Call(host.Anonymous(), path, Answer, signature: Sign(Token, root + path, Answer)));
    }

    [Fact]
    public async Task A_body_that_no_text_has_is_not_read()
    {
        await using var host = await AppHost.Listen(Provider.Sqlite, ("App:PublicUrl", Public));
        var business = await With(await host.NewBusiness());
        using (var most = await Call(host.Anonymous(), $"/hooks/sms/{business.Id}/inbound", [.. Answer, ("More", new string('x', 30_000))])) most.StatusCode.ShouldBe(HttpStatusCode.OK);
        using (var large = await Call(host.Anonymous(), $"/hooks/sms/{business.Id}/inbound", [.. Answer, ("More", new string('x', 70_000))])) large.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    private static async Task Refused(Task<HttpResponseMessage> call)
    {
        using var answer = await call;
        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await answer.Content.ReadAsStringAsync()).ShouldBeEmpty();
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/plain");
    }

    private static async Task<TestBusiness> With(TestBusiness business, SmsVendor vendor = SmsVendor.Twilio)
    {
        using var made = await (await business.Api()).PutJson("/api/settings/integrations/sms", vendor == SmsVendor.Pretend
            ? new { vendor = "pretend", accountId = (string?)null, token = (string?)null, from = "+15125550100" }
            : new { vendor = "twilio", accountId = (string?)"AC0123456789abcdef0123456789abcdef", token = (string?)Token, from = "+15125550100" });
        await made.ShouldBeJson(200);
        return business;
    }

    private static Task<HttpResponseMessage> Call(HttpClient http, string path, (string Name, string Value)[] form, string token = Token, string? signed = null) =>
        Call(http, path, form, Sign(token, Public + (signed ?? path), form));

    private static async Task<HttpResponseMessage> Call(HttpClient http, string path, (string Name, string Value)[] form, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form.Select(f => KeyValuePair.Create(f.Name, f.Value))) };
        if (signature is not null) request.Headers.TryAddWithoutValidation("X-Twilio-Signature", signature);
        return await http.SendAsync(request);
    }

    /// <summary>As Twilio does it, written down once more: the address and then each field with its value, in the order of their names.</summary>
    private static string Sign(string token, string url, (string Name, string Value)[] form) =>
        Convert.ToBase64String(HMACSHA1.HashData(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(url + string.Concat(form.OrderBy(f => f.Name, StringComparer.Ordinal).Select(f => f.Name + f.Value)))));
}
