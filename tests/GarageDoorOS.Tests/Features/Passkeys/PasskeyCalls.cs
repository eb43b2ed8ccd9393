using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GarageDoorOS.Tests.Support;
using GarageDoorOS.Web.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace GarageDoorOS.Tests.Features.Passkeys;

internal static class PasskeyCalls
{
    /// <summary>Posts JSON as the page's script does.</summary>
    public static async Task<HttpResponseMessage> SendJson(this PageClient page, string path, JsonObject body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("RequestVerificationToken", await page.Token());
        return await page.Http.SendAsync(request);
    }

    public static Task<IdentityResult> Remove(this AppHost host, User person, TestDevice device) => host.Scoped(async services =>
    {
        var users = services.GetRequiredService<UserManager<User>>();
        var known = (await users.FindByIdAsync(person.Id.ToString())).ShouldNotBeNull();
        return await users.RemovePasskeyAsync(known, System.Buffers.Text.Base64Url.DecodeFromChars(device.Id));
    });
}
